/** The calendar of one's phone that reads along, for both faces. The address is shown once: nobody can show it again. */
import { queryOptions } from "@tanstack/react-query";
import { fetchJSON } from "@/api/client";

export interface OwnCalendar {
  there: boolean;
  /** Only when it was just made. */
  address?: string;
  withPlace: boolean;
  withPeople: boolean;
  madeDay?: string;
  /** The last day on which a phone read it. */
  fetchedDay?: string;
}

export interface CalendarChoice {
  language: "nl" | "en";
  withPlace: boolean;
  withPeople?: boolean;
}

const path = "/auth/calendar";
const change = (method: string, body?: CalendarChoice) =>
  fetchJSON<OwnCalendar>(path, { method, ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }) });

export const calendarKey = ["calendar"] as const;
export const calendarQuery = queryOptions({ queryKey: calendarKey, queryFn: () => fetchJSON<OwnCalendar>(path) });

/** Makes it, or makes it anew: an earlier address is nothing from then on. */
export const makeCalendar = (choice: CalendarChoice) => change("POST", choice);
export const changeCalendar = (choice: CalendarChoice) => change("PATCH", choice);
export const stopCalendar = () => change("DELETE");

/** Phones know by this that it is a calendar to follow, and not a file to keep. */
export const followAddress = (address: string): string => address.replace(/^https?:/, "webcal:");
