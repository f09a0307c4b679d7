/** What searching asks of the server. Everything that was typed goes in a body: it stands in no address and in no log of addresses. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";

/** Few of each: who knows the name types one more letter. */
const pageSize = 6;
/** Matches and networkers are found by the people in them. */
export const mostPeople = 4;

/** Not kept longer than somebody needs to type the next letter. */
const passing = { staleTime: 30_000, gcTime: 60_000, retry: false } as const;

export const peopleFound = (query: string) =>
  queryOptions({
    ...passing,
    queryKey: ["clients", "search", query],
    queryFn: async ({ signal }) => (await answer(api.POST("/api/v1/clients:search", { body: { query, pageSize }, signal }))).clients ?? [],
  });

export const activitiesFound = (query: string) =>
  queryOptions({
    ...passing,
    queryKey: ["activities", "search", query],
    queryFn: async ({ signal }) => (await answer(api.POST("/api/v1/activities:search", { body: { query, pageSize }, signal }))).activities ?? [],
  });

export const placesFound = (query: string) =>
  queryOptions({
    ...passing,
    queryKey: ["places", "search", query],
    queryFn: async ({ signal }) => (await answer(api.POST("/api/v1/places:search", { body: { query, pageSize }, signal }))).places ?? [],
  });

export const colleaguesFound = (query: string) =>
  queryOptions({
    ...passing,
    queryKey: ["supportWorkers", "search", query],
    queryFn: async ({ signal }) => (await answer(api.POST("/api/v1/supportWorkers:search", { body: { query, pageSize }, signal }))).supportWorkers ?? [],
  });

/** The matches somebody is in now. */
export const matchesWith = (clientId: string) =>
  queryOptions({
    ...passing,
    queryKey: ["matches", "search", clientId],
    queryFn: async ({ signal }) => (await answer(api.GET("/api/v1/matches", { params: { query: { clientId, pageSize } }, signal }))).matches ?? [],
  });
