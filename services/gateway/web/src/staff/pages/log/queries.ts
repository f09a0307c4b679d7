/** The organisation's log, page by page, and who one can search it by. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, requestId } from "@/api/client";
import type { Message } from "@/api/types";

export type LogLine = Message<"recruitment.v1.LogLine">;
export type LoggedPerson = Message<"recruitment.v1.LoggedPerson">;
export type LogEvent = NonNullable<NonNullable<LogLine["entry"]>["event"]>;

/** The kinds of events, in the order in which somebody who searches thinks of them. */
export const logEvents = [
  "EVENT_READ", "EVENT_SEARCH", "EVENT_EXPORT", "EVENT_CREATE", "EVENT_UPDATE", "EVENT_DELETE", "EVENT_EMERGENCY", "EVENT_SIGN_IN", "EVENT_SIGN_OUT", "EVENT_RIGHTS",
  "EVENT_LOG_READ",
] as const satisfies readonly LogEvent[];

export interface LogSearch {
  clientId?: string;
  personId?: string;
  event?: LogEvent;
  firstDay?: string;
  lastDay?: string;
}

const asked = ({ clientId, personId, event, firstDay, lastDay }: LogSearch) => ({ clientId, personId, events: event && [event], firstDay, lastDay });

export const logQuery = (search: LogSearch) =>
  infiniteQueryOptions({
    queryKey: ["log", search],
    queryFn: ({ pageParam }) => answer(api.GET("/api/v1/log", { params: { query: { ...asked(search), pageSize: 50, pageToken: pageParam || undefined } } })),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });

export const exportLog = (search: LogSearch) => answer(api.GET("/api/v1/log:export", { params: { query: asked(search) } }));

export const peopleQuery = (text: string) =>
  queryOptions({
    queryKey: ["log", "people", text],
    queryFn: async () => (await answer(api.POST("/api/v1/log:findPeople", { body: { text, requestId: requestId() } }))).people ?? [],
    enabled: text.trim().length >= 2,
  });
