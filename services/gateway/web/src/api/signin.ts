/** What the sign-in page shows before anybody is signed in. */
import { queryOptions } from "@tanstack/react-query";
import { fetchJSON } from "./client";
import type { Role } from "./session";

export interface Organisation {
  /** The key the gateway knows it by, as in `/auth/login?organisation=…`. */
  id: string;
  name: string;
  accent?: string;
  /** Only when there is more than one way in. */
  providers?: { key: string; label: string }[];
}

export interface DemoPerson {
  sub: string;
  name: string;
  role: Role;
  face: "staff" | "client";
}

export interface DemoOrganisation {
  organisation: string;
  name?: string;
  people: DemoPerson[];
}

export const organisationsQuery = queryOptions({
  queryKey: ["organisations"],
  queryFn: () => fetchJSON<Organisation[]>("/auth/organisations"),
});

/** Empty outside development: the gateway then has no such address. */
export const demoPeopleQuery = queryOptions({
  queryKey: ["demo-people"],
  queryFn: () => fetchJSON<DemoOrganisation[]>("/auth/demo-people").catch((): DemoOrganisation[] => []),
  retry: false,
});
