/** What somebody typed, found: at once what is at hand, and what the server knows as it comes in. */
import { keepPreviousData, useQueries, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { hasRole, type Session } from "@/api/session";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useElsewhere } from "@/names/elsewhere";
import { useNames } from "@/names/names";
import { networkersOf } from "@/staff/pages/networkers/queries";
import { type Client, fullName, locationsQuery } from "@/staff/pages/people/queries";
import { actionsFor, type Found, type Group, pagesFor, typedOf } from "./offers";
import { activitiesFound, colleaguesFound, matchesWith, mostPeople, peopleFound, placesFound } from "./queries";

export interface Section {
  group: Group;
  of: Found[];
}

export interface Outcome {
  sections: Section[];
  isSearching: boolean;
  isBroken: boolean;
}

interface Asked {
  session: Session | undefined;
  /** What stands in the field, for what is at hand. */
  typed: string;
  /** What stood there when somebody paused, for the server. */
  paused: string;
  recent: readonly Found[];
  /** Only people: something is going to be done for one of them. */
  onlyPeople: boolean;
}

export function useFound({ session, typed, paused, recent, onlyPeople }: Asked): Outcome {
  const reaches = hasRole(session, "support_worker", "network_lead", "coordinator");
  const people = usePeople(paused, reaches, onlyPeople);
  const about = useAboutPeople(onlyPeople || paused === "" ? [] : people.found);
  const others = useOthers(paused, reaches && !onlyPeople, !onlyPeople);
  const atHand = useAtHand(session, typed);
  if (onlyPeople) return outcome([{ group: "people", of: people.lines }], [people.query]);
  if (typed === "") return outcome([{ group: "recent", of: [...recent] }, { group: "actions", of: atHand.actions }, { group: "pages", of: atHand.pages }], []);
  const asked = typed === paused;
  return outcome(
    [
      { group: "people", of: people.lines },
      { group: "actions", of: atHand.actions },
      ...about.sections,
      { group: "activities", of: others.activities },
      { group: "places", of: others.places },
      { group: "colleagues", of: others.colleagues },
      { group: "locations", of: atHand.locations },
      { group: "pages", of: atHand.pages },
    ],
    [people.query, ...about.queries, ...others.queries],
    !asked,
  );
}

type Query = Pick<UseQueryResult, "isFetching" | "isError">;

const outcome = (sections: Section[], queries: readonly Query[], isWaiting = false): Outcome => ({
  sections: sections.filter(({ of }) => of.length > 0),
  isSearching: isWaiting || queries.some((query) => query.isFetching),
  isBroken: queries.some((query) => query.isError),
});

function useAtHand(session: Session | undefined, typed: string) {
  const t = useT();
  const roles = session?.roles ?? [];
  const locations = useQuery(locationsQuery).data ?? [];
  const say = (key: Parameters<typeof t>[0]) => (t as (key: string) => string)(key);
  return {
    actions: typed === "" ? actionsFor(roles, say).slice(0, 6) : typedOf(actionsFor(roles, say), typed),
    pages: typed === "" ? pagesFor(roles, say).slice(0, 5) : typedOf(pagesFor(roles, say), typed),
    locations: typedOf(locations.map(({ id, name, town }) => ({ to: `/team/locatie/${id}`, label: name ?? "", note: town })), typed),
  };
}

function usePeople(query: string, reaches: boolean, always: boolean) {
  const locations = useQuery(locationsQuery).data ?? [];
  const people = useQuery({ ...peopleFound(query), enabled: reaches && (query !== "" || always), placeholderData: keepPreviousData });
  const found = query === "" && !always ? [] : (people.data ?? []);
  const place = (client: Client) => locations.find(({ id }) => id === client.locationId)?.name;
  return { query: people, found, lines: found.map((client) => ({ to: `/mensen/${client.id}`, label: fullName(client), note: place(client) })) };
}

/** Networkers and matches, by the names of the people in them. */
function useAboutPeople(people: readonly Client[]) {
  const t = useT();
  const format = useFormat();
  const first = people.slice(0, mostPeople);
  const networkers = useQueries({ queries: first.map((client) => ({ ...networkersOf(client.id ?? ""), retry: false })) });
  const matches = useQueries({ queries: first.map((client) => matchesWith(client.id ?? "")) });
  const all = [...new Map(matches.flatMap((query) => query.data ?? []).map((match) => [match.id, match])).values()];
  const nameOf = useNames(all.flatMap((match) => (match.participants ?? []).map((person) => person.clientId)));
  const elsewhere = useElsewhere(all);
  const called = (match: (typeof all)[number]) => {
    const who = (match.participants ?? []).filter((person) => !person.invited).map((person) => nameOf(person.clientId));
    return format.list([...who, elsewhere(match)].filter((name): name is string => !!name));
  };
  const sections: Section[] = [
    {
      group: "networkers",
      of: networkers.flatMap((query, index) =>
        (query.data ?? []).flatMap(({ id, state }) =>
          state && state !== "STATE_UNSPECIFIED" ? [{ to: `/netwerkers/${id}`, label: fullName(first[index]), note: t(`networkers.group.${state}`) }] : [],
        ),
      ),
    },
    {
      group: "matches",
      of: all.flatMap((match) =>
        match.state && match.state !== "STATE_UNSPECIFIED" ? [{ to: `/koppelingen/${match.id}`, label: called(match), note: t(`matches.state.${match.state}`) }] : [],
      ),
    },
  ];
  return { sections, queries: [...networkers, ...matches] };
}

function useOthers(query: string, reaches: boolean, enabled: boolean) {
  const format = useFormat();
  const on = enabled && query !== "";
  const activities = useQuery({ ...activitiesFound(query), enabled: on && reaches, placeholderData: keepPreviousData });
  const places = useQuery({ ...placesFound(query), enabled: on, placeholderData: keepPreviousData });
  const colleagues = useQuery({ ...colleaguesFound(query), enabled: on, placeholderData: keepPreviousData });
  return {
    queries: [activities, places, colleagues],
    activities: (on && activities.data ? activities.data : []).map(({ id, what, day }) => ({ to: `/activiteiten/${id}`, label: what ?? "", note: day ? format.day(day) : undefined })),
    places: (on && places.data ? places.data : []).map(({ id, name, town }) => ({ to: `/activiteiten/plekken/${id}`, label: name ?? "", note: town })),
    colleagues: (on && colleagues.data ? colleagues.data : []).map(({ id, name }) => ({ to: `/team/${id}`, label: name ?? "" })),
  };
}
