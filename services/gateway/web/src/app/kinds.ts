/** The organisation's own kinds of activities, beside those that everybody has. For both faces. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type OwnKind = Message<"activity.v1.OwnKind">;

export const ownKindsQuery = queryOptions({
  queryKey: ["kinds"],
  queryFn: async () => (await answer(api.GET("/api/v1/kinds", { params: { query: { ownOnly: true } } }))).kinds ?? [],
  staleTime: 5 * 60_000,
});

/** One of them by its id, also when it was put away; asked for only where there is one. */
export function useOwnKind(id: string | undefined): OwnKind | undefined {
  const kinds = useQuery({ ...ownKindsQuery, enabled: !!id });
  return id ? kinds.data?.find((kind) => kind.id === id) : undefined;
}

export const kindName = (language: "nl" | "en", kind: OwnKind): string => (language === "en" && kind.nameEn) || kind.nameNl || "";

/** In the easiest words there are: for the client's face. */
export const easyName = (language: "nl" | "en", kind: OwnKind): string =>
  (language === "en" ? kind.easyEn || kind.nameEn : "") || kind.easyNl || kind.nameNl || "";
