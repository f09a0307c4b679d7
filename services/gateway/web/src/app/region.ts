/**
 * Working together across organisations, for both faces: what is read and what is changed. A wish travels without its person;
 * a person is seen only by the card they made, and only while it stands (O-06).
 */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, type Road } from "@/api/client";
import type { Message } from "@/api/types";

export type Region = Message<"matching.v1.Region">;
export type RegionalWish = Message<"matching.v1.RegionalWish">;
export type RegionalRequest = Message<"matching.v1.RegionalRequest">;
export type RequestState = NonNullable<RegionalRequest["state"]>;
export type LeavingRegion = Message<"matching.v1.LeavingRegion">;
export type Answer = NonNullable<Message<"matching.v1.Answer">>;
export type SupportForm = NonNullable<Message<"matching.v1.SupportForm">>;
export type SharedCard = Message<"recruitment.v1.SharedCard">;
export type OtherCard = Message<"recruitment.v1.OtherCard">;
export type CardPart = Exclude<NonNullable<Message<"recruitment.v1.CardPart">>, "CARD_PART_UNSPECIFIED">;

/** What somebody may show of themself, in the order in which it is asked. */
export const cardParts = [
  "CARD_PART_CALL_NAME", "CARD_PART_INTERESTS", "CARD_PART_DAYPARTS", "CARD_PART_COMMUNICATION", "CARD_PART_SUPPORT_WORKER",
] as const satisfies readonly CardPart[];

export const regionQuery = queryOptions({
  queryKey: ["region", "own"],
  queryFn: () => answer(api.GET("/api/v1/region", {})),
});

export const requestsQuery = (clientId?: string, nothingToo = false) =>
  queryOptions({
    queryKey: ["region", "requests", clientId ?? "", nothingToo],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/region/requests", { params: { query: { clientId, nothingToo, pageSize: 200 } } }))).requests ?? [],
  });

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ["region", "request", id],
    queryFn: () => answer(api.GET("/api/v1/region/requests/{id}", { params: { path: { id } } })),
    enabled: id !== "",
  });

export const ownWishesQuery = (clientId?: string) =>
  queryOptions({
    queryKey: ["region", "ownWishes", clientId ?? ""],
    queryFn: async () => (await answer(api.GET("/api/v1/region/own-wishes", { params: { query: { clientId, pageSize: 200 } } }))).wishes ?? [],
  });

/** Exactly what others see of a wish, or would see. */
export const shownWishQuery = (wishId: string) =>
  queryOptions({
    queryKey: ["region", "shown", wishId],
    queryFn: () => answer(api.GET("/api/v1/wishes/{wish_id}:preview-in-region", { params: { path: { wish_id: wishId } } })),
  });

export const othersWishesQuery = infiniteQueryOptions({
  queryKey: ["region", "wishes"],
  queryFn: ({ pageParam }) => answer(api.GET("/api/v1/region/wishes", { params: { query: { pageSize: 60, pageToken: pageParam || undefined } } })),
  initialPageParam: "",
  getNextPageParam: (last) => last.nextPageToken || undefined,
});

export const whoForWishQuery = (id: string) =>
  queryOptions({
    queryKey: ["region", "who", id],
    queryFn: () => answer(api.GET("/api/v1/region/wishes/{regional_wish_id}:suggest", { params: { path: { regional_wish_id: id } } })),
  });

export const leavingRegionQuery = queryOptions({
  queryKey: ["region", "leaving"],
  queryFn: () => answer(api.GET("/api/v1/region:preview-leaving", {})),
  // What it would mean is asked anew each time: it is what somebody decides on.
  staleTime: 0,
});

export const ownCardsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["region", "cards", clientId],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/clients/{client_id}/cards", { params: { path: { client_id: clientId }, query: { pageSize: 200 } } }))).cards ?? [],
    enabled: clientId !== "",
  });

/** What the person of the other organisation agreed to show to ours; null as soon as there is nothing on it (any more). */
export const otherCardQuery = (clientId: string, requestId: string) =>
  queryOptions({
    queryKey: ["region", "otherCard", clientId, requestId],
    queryFn: async (): Promise<OtherCard | null> => {
      const { data, error, response } = await api.GET("/api/v1/clients/{client_id}/other-cards/{regional_request_id}", {
        params: { path: { client_id: clientId, regional_request_id: requestId } },
      });
      if (response.status === 404) return null;
      const card: OtherCard = await answer(Promise.resolve({ data, error, response }));
      return Object.values(card).some((told) => (told?.length ?? 0) > 0) ? card : null;
    },
    enabled: clientId !== "" && requestId !== "",
    // A card may be taken back at any moment: nothing of it is kept longer than it is looked at.
    staleTime: 0,
    gcTime: 0,
  });

/** The card that stands for one request. */
export const cardFor = (cards: readonly SharedCard[] | undefined, requestId: string | undefined): SharedCard | undefined =>
  cards?.find((card) => card.regionalRequestId === requestId && !card.withdrawTime);

/** Codes of dayparts and ways of communicating come with and without the name of their list: "weekday_evening". */
export const code = (value: string | undefined): string => (value ?? "").replace(/^(DAYPART|COMMUNICATION|COMPANY)_/, "").toLowerCase();

/** Somebody's own question waits for their own answer. */
export const waitsForClient = (request: RegionalRequest): boolean =>
  request.state === "STATE_WITH_CLIENTS" && (!request.answer || request.answer === "ANSWER_UNSPECIFIED");

/* Changes. */

export const joinRegion = (region: Region, requestId: string): Promise<Region> =>
  answer(api.POST("/api/v1/region:join", { body: { etag: region.etag, requestId } }));

export const leaveRegion = (shown: LeavingRegion, requestId: string): Promise<LeavingRegion> =>
  answer(api.POST("/api/v1/region:leave", { body: { etag: shown.etag, requestId } }));

export const showWish = (wishId: string, requestId: string): Promise<RegionalWish> =>
  answer(api.POST("/api/v1/wishes/{wish_id}:show-in-region", { params: { path: { wish_id: wishId } }, body: { requestId } }));

export const hideWish = (wishId: string, requestId: string): Promise<RegionalWish> =>
  answer(api.POST("/api/v1/wishes/{wish_id}:hide-from-region", { params: { path: { wish_id: wishId } }, body: { requestId } }));

export const askInRegion = (asked: { regionalWishId: string; clientId: string; reason: string }, requestId: string): Promise<RegionalRequest> =>
  answer(api.POST("/api/v1/region/requests", { body: { ...asked, requestId } }));

type Of = Pick<RegionalRequest, "id" | "etag">;
const at = (request: Of) => ({ path: { id: request.id ?? "" } });

export const answerRequest = (request: Of, yes: boolean, requestId: string): Promise<RegionalRequest> =>
  answer(api.POST("/api/v1/region/requests/{id}:answer", { params: at(request), body: { yes, etag: request.etag, requestId } }));

export const withdrawRequest = (request: Of, requestId: string): Promise<RegionalRequest> =>
  answer(api.POST("/api/v1/region/requests/{id}:withdraw", { params: at(request), body: { etag: request.etag, requestId } }));

export interface ClientAnswer {
  clientId: string;
  answer: Answer;
  /** Only when somebody else records it (M-02). */
  supportForm?: SupportForm;
}

export const answerAsClient = (request: Of, told: ClientAnswer, requestId: string, by?: Road): Promise<RegionalRequest> =>
  answer(api.POST("/api/v1/region/requests/{id}:answer-as-client", { params: at(request), body: { ...told, etag: request.etag, requestId }, fetch: by }));

export interface CardMade {
  clientId: string;
  regionalRequestId: string;
  organisationId: string;
  parts: CardPart[];
  supportWorkerContact?: string;
}

export const makeCard = ({ clientId, ...made }: CardMade, requestId: string): Promise<SharedCard> =>
  answer(api.POST("/api/v1/clients/{client_id}/cards", { params: { path: { client_id: clientId } }, body: { ...made, requestId } }));

export const withdrawCard = (card: SharedCard, requestId: string, by?: Road): Promise<SharedCard> =>
  answer(
    api.POST("/api/v1/clients/{client_id}/cards/{id}:withdraw", {
      params: { path: { client_id: card.clientId ?? "", id: card.id ?? "" } },
      body: { etag: card.etag, requestId },
      fetch: by,
    }),
  );
