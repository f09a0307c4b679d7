/**
 * A note that keeps itself. What somebody types stands in this tab at once and goes to the server after a moment of rest; the
 * server brings it together with what a colleague wrote at the same item, so that nothing is lost (two tablets at one table).
 */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { requestId } from "@/api/client";
import { useDraft } from "@/app/draft";
import { showNow } from "@/staff/change";
import { type AgendaItem, type Intervision, intervisionQuery } from "../evaluation/queries";
import { itemOf } from "../evaluation/session";
import { writeLine } from "./queries";

export type NoteState = "rest" | "saving" | "saved" | "failed";

interface Kept {
  text: string;
  /** What stood there when this was begun. */
  seen: string;
}

const rest = 1000;
const again = 5000;

export function useNote(of: Intervision, item: AgendaItem): { text: string; write: (text: string) => void; save: () => void; state: NoteState } {
  const queries = useQueryClient();
  const [draft, setDraft, forget] = useDraft<Kept | null>(`intervision:${of.id}:note:${item.id}`, null);
  const [state, setState] = useState<NoteState>("rest");
  const latest = useRef(draft);
  const busy = useRef(false);
  const line = item.line ?? "";
  const put = useCallback((next: Kept | null) => {
    latest.current = next;
    setDraft(next);
    if (next === null) forget();
  }, [setDraft, forget]);
  const save = useCallback(async () => {
    const now = latest.current;
    if (!now || busy.current || now.text.trim() === "" || now.text === now.seen) return;
    busy.current = true;
    setState("saving");
    try {
      const after = await writeLine(of.id ?? "", item.id ?? "", now.text, now.seen, requestId());
      await showNow(queries, intervisionQuery(of.id ?? "").queryKey, after);
      // Typed on meanwhile: what was sent is what the rest goes on from.
      if (latest.current?.text === now.text) put(null);
      else put({ text: latest.current?.text ?? now.text, seen: now.text.trim() });
      setState("saved");
    } catch {
      setState("failed");
    } finally {
      busy.current = false;
    }
  }, [of.id, item.id, queries, put]);
  useEffect(() => {
    if (!draft) return;
    const timer = setTimeout(() => void save(), state === "failed" ? again : rest);
    return () => clearTimeout(timer);
  }, [draft, state, save]);
  return {
    text: draft?.text ?? itemOf(of, item.id)?.line ?? line,
    write: (text) => put({ text, seen: latest.current?.seen ?? line }),
    save: () => void save(),
    state,
  };
}
