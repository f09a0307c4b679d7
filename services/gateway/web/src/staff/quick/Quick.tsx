/** Searching and shortcuts, from every page. Only listening is in the first load: what it opens comes when it is asked for. */
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { type ComponentType, lazy, Suspense, useEffect, useRef } from "react";
import type { Session } from "@/api/session";
import { usePreferences } from "@/app/preferences";
import { loadAreas } from "@/i18n/core";
import type { LaterStaffArea } from "@/i18n/staff";
import { isCovered, isTyping, reader, walk } from "./keys";
import type { SearchDialogProps } from "./SearchDialog";

export type Sheet = "search" | "keys";

const spoken: LaterStaffArea[] = ["quick", "matches", "networkers", "organisation"];

const withWords = <P,>(load: () => Promise<ComponentType<P>>) =>
  lazy(() => Promise.all([load(), loadAreas(spoken)]).then(([component]) => ({ default: component as ComponentType<any> })));

const SearchDialog = withWords<SearchDialogProps>(() => import("./SearchDialog").then((of) => of.SearchDialog));
const KeysDialog = withWords<{ onClose: () => void }>(() => import("./KeysDialog").then((of) => of.KeysDialog));

export function Quick({ session, sheet, onSheet }: { session: Session; sheet: Sheet | null; onSheet: (sheet: Sheet | null) => void }) {
  useShortcuts(session, onSheet);
  const close = () => onSheet(null);
  return (
    <Suspense fallback={null}>
      {sheet === "search" && <SearchDialog onClose={close} onKeys={() => onSheet("keys")} />}
      {sheet === "keys" && <KeysDialog onClose={close} />}
    </Suspense>
  );
}

function useShortcuts(session: Session, onSheet: (sheet: Sheet) => void): void {
  const { letters } = usePreferences();
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const latest = useRef({ session, onSheet, letters, path });
  latest.current = { session, onSheet, letters, path };
  useEffect(() => {
    const read = reader();
    const onKey = (event: KeyboardEvent) => {
      const now = latest.current;
      const typing = isTyping(event.target);
      const command = event.defaultPrevented ? null : read(event, { path: now.path, roles: now.session.roles ?? [], letters: now.letters && !typing, now: event.timeStamp });
      if (!command || isCovered()) return;
      event.preventDefault();
      if (command.do === "go") void navigate({ href: command.to });
      else if (command.do === "walk") walk(command.by);
      else now.onSheet(command.do === "help" ? "keys" : "search");
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [navigate]);
}
