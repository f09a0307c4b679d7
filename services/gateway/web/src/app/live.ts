/**
 * A page that is open shows what a colleague or client changes meanwhile. The gateway tells only which kind of thing changed
 * ("matches"); what is on the screen of that kind is then asked anew, by the ordinary road. Without a line pages are as
 * fresh as they were before: nothing is said about it, because nobody has to do anything.
 */
import type { QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

/** Changes come in handfuls; and all of an organisation's tablets should not ask at the same moment. */
const gather = 500;
const spread = 1500;

export function useLive(queryClient: QueryClient, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const line = new EventSource("/api/v1/changes");
    const told = gathering((topics) => refresh(queryClient, topics));
    line.addEventListener("changed", (event: MessageEvent<string>) => told.add(event.data.split(" ")));
    return () => {
      line.close();
      told.stop();
    };
  }, [queryClient, enabled]);
}

/** Asks anew for what is on the screen; the rest is old from now on, and asked when somebody goes there. */
export function refresh(queryClient: QueryClient, topics: ReadonlySet<string>): void {
  // Pictures of the organisation's own stand on every page, and are read apart.
  if (topics.has("pictograms")) void import("@/api/pictograms").then(({ readPictograms }) => readPictograms()).catch(() => undefined);
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => topics.has(String(queryKey[0])) });
}

/** Puts what comes in quick succession together into one. */
export function gathering(act: (topics: ReadonlySet<string>) => void, wait = () => gather + Math.random() * spread) {
  let waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    add(topics: readonly string[]) {
      topics.forEach((topic) => waiting.add(topic));
      timer ??= setTimeout(() => {
        const now = waiting;
        waiting = new Set();
        timer = undefined;
        act(now);
      }, wait());
    },
    stop: () => clearTimeout(timer),
  };
}
