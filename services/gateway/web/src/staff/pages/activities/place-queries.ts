/** What the pages about places read and change. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";
import type { Place } from "./queries";

export type Opening = Message<"activity.v1.Opening">;
export type Weekday = NonNullable<Opening["weekday"]>;
export type PlaceNeed = Message<"activity.v1.PlaceNeed">;
export type RegionalPlace = Message<"activity.v1.RegionalPlace">;

export interface PlacesFilter {
  query?: string;
  needs?: readonly PlaceNeed[];
  withRetired?: boolean;
}

/** Under the key of all places, so that what changes one changes this list too. */
export const findPlacesQuery = ({ query, needs = [], withRetired }: PlacesFilter) =>
  infiniteQueryOptions({
    queryKey: ["places", "find", query, needs, withRetired],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/api/v1/places", { params: { query: { query, needs: [...needs], withRetired, pageSize: 100, pageToken: pageParam || undefined } }, signal })),
    initialPageParam: "",
    getNextPageParam: (last) => last.nextPageToken || undefined,
    placeholderData: (before) => before,
  });

export const similarPlacesQuery = (place: Pick<Place, "id" | "name" | "town">) =>
  queryOptions({
    queryKey: ["places", "similar", place.name, place.town, place.id],
    queryFn: async ({ signal }) =>
      (await answer(api.GET("/api/v1/places:similar", { params: { query: { name: place.name, town: place.town, exceptId: place.id } }, signal }))).places ?? [],
    enabled: (place.name ?? "").trim().length > 2,
    placeholderData: (before) => before,
  });

export const regionalPlacesQuery = (query: string) =>
  infiniteQueryOptions({
    queryKey: ["regionalPlaces", query],
    queryFn: ({ pageParam, signal }) => answer(api.GET("/api/v1/regionalPlaces", { params: { query: { query, pageSize: 100, pageToken: pageParam || undefined } }, signal })),
    initialPageParam: "",
    getNextPageParam: (last) => last.nextPageToken || undefined,
    placeholderData: (before) => before,
  });

export const createPlace = (place: Place, requestId: string): Promise<Place> =>
  answer(api.POST("/api/v1/places", { body: place, params: { query: { requestId } } }));

const placeMask = "name,town,wheelchair,quiet,toilet,by_bus,free,knows_us,note,spending,knows_us_role,way_there,open";
export const updatePlace = (place: Place, requestId: string): Promise<Place> =>
  answer(
    api.PATCH("/api/v1/places/{place.id}", {
      body: place,
      params: { path: { "place.id": place.id ?? "" }, query: { requestId, updateMask: placeMask } },
    }),
  );

type Of = Pick<Place, "id" | "etag">;
const change = (of: Of, requestId: string) => ({ params: { path: { id: of.id ?? "" } }, body: { etag: of.etag, requestId } });

export const checkPlace = (of: Of, requestId: string): Promise<Place> => answer(api.POST("/api/v1/places/{id}:check", change(of, requestId)));
export const retirePlace = (of: Of, requestId: string): Promise<Place> => answer(api.POST("/api/v1/places/{id}:retire", change(of, requestId)));
export const restorePlace = (of: Of, requestId: string): Promise<Place> => answer(api.POST("/api/v1/places/{id}:restore", change(of, requestId)));
export const sharePlace = (of: Of, requestId: string): Promise<Place> => answer(api.POST("/api/v1/places/{id}:share", change(of, requestId)));
export const unsharePlace = (of: Of, requestId: string): Promise<Place> => answer(api.POST("/api/v1/places/{id}:unshare", change(of, requestId)));

export const copyRegionalPlace = (place: RegionalPlace, requestId: string): Promise<Place> =>
  answer(api.POST("/api/v1/regionalPlaces/{id}:copy", { params: { path: { id: place.id ?? "" } }, body: { requestId } }));
