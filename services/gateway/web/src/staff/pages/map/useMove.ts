/** Moving somebody on the map: at once on screen, one after another to the server, with the way back. */
import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { requestId } from "@/api/client";
import { asProblem } from "@/api/problem";
import type { Circle } from "@/design/Circles";
import { usePlaceWords } from "@/design/circles-words";
import { problemText } from "@/design/ErrorNote";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { type Contact, contactsOf, updateContact } from "../people/queries";
import { fromCircle, toCircle } from "./people";

export function useMove(clientId: string): (id: string, to: Circle) => void {
  const t = useT();
  const words = usePlaceWords();
  const queries = useQueryClient();
  const { queryKey } = contactsOf(clientId);
  const going = useRef(new Map<string, Promise<void>>());
  const contact = (id: string) => queries.getQueryData<Contact[]>(queryKey)?.find((one) => one.id === id);
  const put = (id: string, change: Partial<Contact>) =>
    queries.setQueryData<Contact[]>(queryKey, (all) => all?.map((one) => (one.id === id ? { ...one, ...change } : one)));

  const move = (id: string, to: Circle, back = false) => {
    const before = contact(id);
    if (!before) return;
    put(id, { circle: toCircle(to) });
    // Two steps shortly after each other: the second goes with what the first came back with.
    const step = (going.current.get(id) ?? Promise.resolve()).then(async () => {
      try {
        const kept = await updateContact({ id, clientId, circle: toCircle(to), etag: contact(id)?.etag }, requestId(), "circle");
        put(id, { etag: kept.etag });
      } catch (error) {
        toast(problemText(asProblem(error), t));
        await queries.invalidateQueries({ queryKey });
      }
    });
    going.current.set(id, step);
    if (back) toast(t("common.undone"));
    else toast(t("circles.moved", { name: before.name ?? "", circle: words.circle(to) }), () => move(id, fromCircle(before), true));
  };
  return move;
}
