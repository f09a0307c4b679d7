/** What today reads and changes. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Signal = Message<"evaluation.v1.Signal">;
export type Activity = Message<"activity.v1.Activity">;

/** What asks for a little attention, most tender first: the server keeps the order. */
export const signalsQuery = queryOptions({
  queryKey: ["signals", "now"],
  queryFn: async () => (await answer(api.GET("/api/v1/signals", { params: { query: { pageSize: 500 } } }))).signals ?? [],
});

/** The same, with what was put off. */
export const allSignalsQuery = queryOptions({
  queryKey: ["signals", "all"],
  queryFn: async () => (await answer(api.GET("/api/v1/signals", { params: { query: { snoozedToo: true, pageSize: 500 } } }))).signals ?? [],
});

export const snooze = (signal: Signal, reason: string, until: string, requestId: string) =>
  answer(api.POST("/api/v1/signals/{id}:snooze", { params: { path: { id: signal.id ?? "" } }, body: { reason, until, requestId } }));

export const wake = (signal: Signal, requestId: string) =>
  answer(api.POST("/api/v1/signals/{id}:wake", { params: { path: { id: signal.id ?? "" } }, body: { requestId } }));

/** Somebody asked how this person is after the ending. */
export const asked = (signal: Signal, requestId: string) =>
  answer(api.POST("/api/v1/matches/{id}:care", { params: { path: { id: signal.matchId ?? "" } }, body: { clientId: signal.clientId ?? "", talkHeld: true, requestId } }));

/** What is going on in these days, the earliest first. The list comes with the latest day first, so it stops once it is past them. */
export const goingOnQuery = (days: readonly string[]) =>
  queryOptions({
    queryKey: ["activities", "on", ...days],
    queryFn: async () => {
      const found: Activity[] = [];
      const first = [...days].sort()[0] ?? "";
      let pageToken: string | undefined;
      do {
        const page = await answer(api.GET("/api/v1/activities", { params: { query: { pageSize: 200, pageToken } } }));
        const list = page.activities ?? [];
        found.push(...list.filter((one) => days.includes(one.day ?? "") && one.state !== "STATE_NOT_HELD"));
        const last = list[list.length - 1]?.day;
        pageToken = last && last < first ? undefined : page.nextPageToken || undefined;
      } while (pageToken);
      return found.sort((a, b) => orderOf(a).localeCompare(orderOf(b)));
    },
  });

const dayparts: Record<string, string> = { DAYPART_MORNING: "09:00", DAYPART_AFTERNOON: "13:00", DAYPART_EVENING: "18:00" };
const orderOf = (activity: Activity): string => `${activity.day ?? ""}${activity.clock || dayparts[activity.daypart ?? ""] || "23:59"}`;

/** Who is away now or soon. The key is that of the team's pages, so that a change there shows here. */
export const absencesNowQuery = queryOptions({
  queryKey: ["absences", "all"],
  queryFn: async () => (await answer(api.GET("/api/v1/absences", { params: { query: { pageSize: 500 } } }))).absences ?? [],
});
