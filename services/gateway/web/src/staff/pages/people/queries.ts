/** What the pages about people read and change, apart from how they look. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Client = Message<"recruitment.v1.Client">;
export type Wish = Message<"recruitment.v1.Wish">;
export type Contact = Message<"recruitment.v1.Contact">;
export type NetworkTalk = Message<"recruitment.v1.NetworkTalk">;
export type Consent = Message<"recruitment.v1.Consent">;
export type Location = Message<"recruitment.v1.Location">;
export type SupportWorker = Message<"recruitment.v1.SupportWorker">;
export type Match = Message<"matching.v1.Match">;

/** As many as the server gives in one answer. */
const most = 500;

export const fullName = (client: Client | undefined): string =>
  [client?.givenName, client?.familyName].filter(Boolean).join(" ");

export const clientsQuery = (query: string, locationId: string) =>
  infiniteQueryOptions({
    queryKey: ["clients", "list", query, locationId],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/api/v1/clients", {
          params: { query: { query, locationId: locationId || undefined, pageSize: 48, pageToken: pageParam || undefined } },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.nextPageToken || undefined,
  });

export const clientQuery = (id: string) =>
  queryOptions({
    queryKey: ["clients", id],
    queryFn: () => answer(api.GET("/api/v1/clients/{id}", { params: { path: { id } } })),
  });

export const locationsQuery = queryOptions({
  queryKey: ["locations"],
  queryFn: async () => (await answer(api.GET("/api/v1/locations", { params: { query: { pageSize: most } } }))).locations ?? [],
  staleTime: 5 * 60_000,
});

export const supportWorkersQuery = queryOptions({
  queryKey: ["supportWorkers"],
  queryFn: async () =>
    (await answer(api.GET("/api/v1/supportWorkers", { params: { query: { pageSize: most } } }))).supportWorkers ?? [],
  staleTime: 60_000,
});

export const wishesOf = (clientId: string) =>
  queryOptions({
    queryKey: ["wishes", "of", clientId],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/wishes", { params: { query: { clientId, pageSize: most } } }))).wishes ?? [],
  });

export const wishQuery = (id: string) =>
  queryOptions({
    queryKey: ["wishes", id],
    queryFn: () => answer(api.GET("/api/v1/wishes/{id}", { params: { path: { id } } })),
  });

export const contactsOf = (clientId: string) =>
  queryOptions({
    queryKey: ["contacts", clientId],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/clients/{client_id}/contacts", { params: { path: { client_id: clientId }, query: { pageSize: most } } })))
        .contacts ?? [],
  });

export const talksOf = (clientId: string) =>
  queryOptions({
    queryKey: ["networkTalks", clientId],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/clients/{client_id}/networkTalks", { params: { path: { client_id: clientId } } }))).talks ?? [],
  });

export const consentsOf = (clientId: string) =>
  queryOptions({
    queryKey: ["consents", clientId],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/clients/{client_id}/consents", { params: { path: { client_id: clientId }, query: { pageSize: most } } })))
        .consents ?? [],
  });

export const matchesOf = (clientId: string) =>
  queryOptions({
    queryKey: ["matches", "of", clientId],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/matches", { params: { query: { clientId, closedToo: true } } }))).matches ?? [],
  });

export const createClient = (client: Client, requestId: string) =>
  answer(api.POST("/api/v1/clients", { body: client, params: { query: { requestId } } }));

/** Only what `mask` names (proto names, dotted) is written. */
export const updateClient = (client: Client, mask: readonly string[], requestId: string) =>
  answer(
    api.PATCH("/api/v1/clients/{client.id}", {
      body: client,
      params: { path: { "client.id": client.id ?? "" }, query: { requestId, updateMask: mask.join(",") } },
    }),
  );

export const assign = (client: Client, supportWorkerIds: string[], requestId: string) =>
  answer(
    api.POST("/api/v1/clients/{client_id}:assign", {
      body: { supportWorkerIds, etag: client.etag, requestId },
      params: { path: { client_id: client.id ?? "" } },
    }),
  );

export const createWish = (wish: Wish, requestId: string) =>
  answer(api.POST("/api/v1/wishes", { body: wish, params: { query: { requestId } } }));

export const updateWish = (wish: Wish, requestId: string) =>
  answer(
    api.PATCH("/api/v1/wishes/{wish.id}", {
      body: wish,
      params: {
        path: { "wish.id": wish.id ?? "" },
        query: { requestId, updateMask: "kind,own_words,picture,going_on,strategy,interests,skill" },
      },
    }),
  );

export type WishVerb = "takeUp" | "fulfil" | "letGo" | "reopen";

export function changeWish(verb: WishVerb, wish: Pick<Wish, "id" | "etag">, requestId: string): Promise<Wish> {
  const call = { body: { etag: wish.etag, requestId }, params: { path: { id: wish.id ?? "" } } };
  switch (verb) {
    case "takeUp": return answer(api.POST("/api/v1/wishes/{id}:takeUp", call));
    case "fulfil": return answer(api.POST("/api/v1/wishes/{id}:fulfil", call));
    case "letGo": return answer(api.POST("/api/v1/wishes/{id}:letGo", call));
    case "reopen": return answer(api.POST("/api/v1/wishes/{id}:reopen", call));
  }
}

export const createContact = (contact: Contact, requestId: string) =>
  answer(
    api.POST("/api/v1/clients/{contact.client_id}/contacts", {
      body: contact,
      params: { path: { "contact.client_id": contact.clientId ?? "" }, query: { requestId } },
    }),
  );

/** Only what `updateMask` names (proto names) is written. */
export const updateContact = (contact: Contact, requestId: string, updateMask: string) =>
  answer(
    api.PATCH("/api/v1/contacts/{contact.id}", {
      body: contact,
      params: { path: { "contact.id": contact.id ?? "" }, query: { requestId, updateMask } },
    }),
  );

export const deleteContact = (contact: Contact, requestId: string) =>
  answer(
    api.DELETE("/api/v1/contacts/{id}", {
      params: { path: { id: contact.id ?? "" }, query: { etag: contact.etag, requestId } },
    }),
  );

export const startTalk = (clientId: string, requestId: string) =>
  answer(api.POST("/api/v1/clients/{client_id}/networkTalks", { body: { requestId }, params: { path: { client_id: clientId } } }));

export const answerTalk = (talk: NetworkTalk, requestId: string) =>
  answer(api.PATCH("/api/v1/networkTalks/{talk.id}", { body: talk, params: { path: { "talk.id": talk.id ?? "" }, query: { requestId } } }));

export const closeTalk = (talk: NetworkTalk, requestId: string) =>
  answer(api.POST("/api/v1/networkTalks/{id}:close", { body: { etag: talk.etag, requestId }, params: { path: { id: talk.id ?? "" } } }));

export type ConsentGiven = Pick<Consent, "purpose" | "receiver" | "textVersion" | "channel" | "givenByRepresentative" | "endTime">;

export const giveConsent = (clientId: string, given: ConsentGiven, requestId: string) =>
  answer(
    api.POST("/api/v1/clients/{client_id}/consents", { body: { ...given, requestId }, params: { path: { client_id: clientId } } }),
  );

export const withdrawConsent = (consent: Consent, requestId: string) =>
  answer(
    api.POST("/api/v1/clients/{client_id}/consents/{id}:withdraw", {
      body: { requestId },
      params: { path: { client_id: consent.clientId ?? "", id: consent.id ?? "" } },
    }),
  );
