/** Where somebody is signed in, and ending that: one's own, or all of a colleague's. */
import { queryOptions } from "@tanstack/react-query";
import { fetchJSON } from "./client";

export interface SignedInPlace {
  id: string;
  /** The one that asks. */
  current: boolean;
  /** Empty when it did not say what it is. */
  browser: string;
  system: string;
  method: "provider" | "card" | "beside";
  startedAt: string;
  lastSeen: string;
}

export const placesKey = ["sessions"] as const;
export const placesQuery = queryOptions({
  queryKey: placesKey,
  queryFn: () => fetchJSON<{ sessions: SignedInPlace[] }>("/auth/sessions").then((all) => all.sessions),
});

export const endPlace = (id: string) => fetchJSON(`/auth/sessions/${id}/end`, { method: "POST" });
export const endOthers = () => fetchJSON("/auth/sessions/end-others", { method: "POST" });

const of = (person: string) => `/auth/people/${person}/sessions`;
export const colleagueKey = (person: string) => ["sessions", person] as const;
/** Whether a colleague is signed in somewhere; more is theirs to know. */
export const colleagueSignedInQuery = (person: string) =>
  queryOptions({ queryKey: colleagueKey(person), queryFn: () => fetchJSON<{ signedIn: boolean }>(of(person)) });
export const endColleague = (person: string) => fetchJSON(`${of(person)}/end`, { method: "POST" });
