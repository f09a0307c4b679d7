/** Where matches stand and what one could do next: rules of the pages, without a screen. */
import type { Key } from "@/i18n/core";
import type { StaffAreas } from "@/i18n/staff";
import type { EndingCare, Match, MatchState, Participant, Rhythm, Talk } from "./queries";

/** In the order of the road. There is no state in which something went wrong, because there is none. */
export const states = [
  "STATE_IDEA", "STATE_PROPOSED", "STATE_GETTING_ACQUAINTED", "STATE_UNDER_WAY", "STATE_PAUSED", "STATE_CLOSING", "STATE_CLOSED",
] as const satisfies readonly MatchState[];
export type KnownState = (typeof states)[number];

export const isState = (value: unknown): value is KnownState => states.includes(value as KnownState);
export const stateOf = (match: Match): KnownState | null => (isState(match.state) ? match.state : null);

/** Who is in it. Somebody who was asked and has not answered yet is not (M-17). */
export const members = (match: Match | undefined): Participant[] => (match?.participants ?? []).filter((person) => !person.invited);
export const invited = (match: Match | undefined): Participant[] => (match?.participants ?? []).filter((person) => !!person.invited);
/** Somebody can leave a group and the others go on; of two people it is the ending (M-11). */
export const isGroup = (match: Match): boolean => members(match).length + (match.elsewhere ? 1 : 0) > 2;

/** What is left of a group for who guides only somebody who left it: that it was, and the care. */
export const isFormer = (match: Match): boolean => !match.ending && !!match.departed?.length && (match.state === "STATE_CLOSING" || match.state === "STATE_CLOSED");

/** A proposal that was answered with "not now" is not there any more: only an id came back. */
export const isGone = (match: Match): boolean => stateOf(match) === null;

export interface Section {
  state: KnownState;
  matches: Match[];
}

/** The list as the road: only stretches where somebody walks. */
export const byState = (matches: readonly Match[]): Section[] =>
  states
    .map((state) => ({ state, matches: matches.filter((match) => match.state === state) }))
    .filter((section) => section.matches.length > 0);

/** The stones somebody sees of one match. A pause is a rest on the way, not a stretch of its own. */
export const stonesOf = (match: Match): KnownState[] =>
  match.origin === "ORIGIN_SPONTANEOUS"
    ? ["STATE_UNDER_WAY", "STATE_CLOSING", "STATE_CLOSED"]
    : ["STATE_IDEA", "STATE_PROPOSED", "STATE_GETTING_ACQUAINTED", "STATE_UNDER_WAY", "STATE_CLOSING", "STATE_CLOSED"];

export const stoneAt = (match: Match): KnownState => {
  const state = stateOf(match) ?? "STATE_IDEA";
  return state === "STATE_PAUSED" ? "STATE_UNDER_WAY" : state;
};

const standing: readonly string[] = ["STATE_PROPOSED", "STATE_GETTING_ACQUAINTED", "STATE_UNDER_WAY", "STATE_PAUSED", "STATE_CLOSING"];
/** Guidance and estimates belong to matches that take place. */
export const hasGuidance = (match: Match): boolean => standing.includes(match.state ?? "");

const talking: readonly string[] = ["STATE_GETTING_ACQUAINTED", "STATE_UNDER_WAY", "STATE_PAUSED"];
export const mayTalk = (match: Match): boolean => talking.includes(match.state ?? "");

const told = (talk: Talk | undefined, clientId: string | undefined): boolean =>
  !!talk?.expectations?.some((one) => one.clientId === clientId && (one.words?.trim() || (one.rhythm && one.rhythm !== "RHYTHM_UNSPECIFIED")));

/** Which of the three parts still want a word (M-08). */
export function talkMisses(match: Match): ("expectations" | "possibilities" | "plan")[] {
  const people = members(match);
  const misses: ("expectations" | "possibilities" | "plan")[] = [];
  if (!people.every((person) => told(match.talk, person.clientId))) misses.push("expectations");
  if (!match.talk?.possibilities?.trim()) misses.push("possibilities");
  if (!match.talk?.plan?.trim()) misses.push("plan");
  return misses;
}

/** One would like to meet more often than the other: something to talk about (M-18). */
export const rhythmsDiffer = (rhythms: readonly (Rhythm | undefined)[]): boolean =>
  new Set(rhythms.filter((rhythm) => rhythm && rhythm !== "RHYTHM_UNSPECIFIED")).size > 1;

/** Said anything of what they hope. */
export const hasTold = told;

/** The day to ask how somebody is has come, and nobody has asked yet. */
export const asksToday = (care: EndingCare, today: string = timeToDay(new Date().toISOString())): boolean =>
  !!care.followUpTime && timeToDay(care.followUpTime) <= today;

/** What an ending still asks for (M-16). */
export interface CareLeft {
  words: boolean;
  talk: string[];
  followUp: string[];
}
export function careLeft(match: Match): CareLeft {
  const care = match.ending?.care ?? [];
  const ids = (lacks: (one: (typeof care)[number]) => boolean) => care.filter(lacks).map((one) => one.clientId ?? "");
  return { words: !match.ending?.neutralWords?.trim(), talk: ids((one) => !one.talkHeld), followUp: ids((one) => !one.followUpTime) };
}
export const careTaken = (left: CareLeft): boolean => !left.words && left.talk.length === 0 && left.followUp.length === 0;

/** What comes next, and for whom: a sentence with names in it, or without. */
export interface NextStep {
  key: Extract<Key<StaffAreas>, `matches.next.${string}`>;
  people: string[];
}

const without = (people: readonly Participant[], has: (person: Participant) => boolean): string[] =>
  people.filter((person) => !has(person)).map((person) => person.clientId ?? "");

export function nextStep(match: Match): NextStep | null {
  const people = members(match);
  switch (stateOf(match)) {
    case "STATE_IDEA": return { key: "matches.next.propose", people: [] };
    case "STATE_PROPOSED": {
      const open = without(people, (person) => !!person.answer && person.answer !== "ANSWER_UNSPECIFIED");
      if (open.length > 0) return { key: "matches.next.answer", people: open };
      return { key: "matches.next.maybe", people: without(people, (person) => person.answer !== "ANSWER_MAYBE") };
    }
    case "STATE_GETTING_ACQUAINTED":
      if (talkMisses(match).length > 0) return { key: "matches.next.talk", people: [] };
      return { key: "matches.next.agree", people: without(people, (person) => !!person.agreedToGo) };
    case "STATE_UNDER_WAY": {
      const asked = invited(match).map((person) => person.clientId ?? "");
      return asked.length > 0 ? { key: "matches.next.invited", people: asked } : null;
    }
    case "STATE_PAUSED": return { key: "matches.next.resume", people: [] };
    case "STATE_CLOSING": {
      if (isFormer(match)) return null;
      const left = careLeft(match);
      if (left.talk.length > 0) return { key: "matches.next.careTalk", people: left.talk };
      if (left.followUp.length > 0) return { key: "matches.next.followUp", people: left.followUp };
      return { key: "matches.next.close", people: [] };
    }
    default: return null;
  }
}

/** Does a text that several people will read name one of them? A gentle question, never a refusal. */
export function namesIn(text: string, names: readonly string[]): string[] {
  const words = new Set(text.toLocaleLowerCase("nl").split(/[^\p{L}\p{M}'-]+/u));
  return names.filter((name) => name.length > 1 && words.has(name.toLocaleLowerCase("nl")));
}

/** A day as the server keeps moments: at noon, so that it is that day in the Netherlands in summer and winter. */
export const dayToTime = (day: string): string => `${day}T12:00:00Z`;
export const timeToDay = (time: string | undefined): string =>
  time ? new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(new Date(time)) : "";
export const daysFromNow = (days: number, now: Date = new Date()): string => timeToDay(new Date(now.getTime() + days * 86_400_000).toISOString());
