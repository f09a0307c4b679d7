/** Other systems that are told that something happened: what the page reads and changes. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Webhook = Message<"recruitment.v1.Webhook">;
export type WebhookWithSecret = Message<"recruitment.v1.WebhookWithSecret">;
export type Delivery = Message<"recruitment.v1.WebhookDelivery">;

export const refresh = [["webhooks"]];

export const webhooksQuery = queryOptions({ queryKey: ["webhooks", "all"], queryFn: async () => (await answer(api.GET("/api/v1/webhooks"))).webhooks ?? [] });

/** While something waits to be sent it is read again soon: somebody looks whether their trial arrives. */
export const deliveriesQuery = (id: string) => infiniteQueryOptions({
  queryKey: ["webhooks", id, "deliveries"],
  queryFn: ({ pageParam }) => answer(api.GET("/api/v1/webhooks/{id}/deliveries", { params: { path: { id }, query: { pageSize: 20, pageToken: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.nextPageToken || undefined,
  refetchInterval: ({ state }) => (state.data?.pages[0]?.deliveries?.some((one) => one.state === "STATE_WAITING" && one.kind === "test") ? 1500 : false),
});

export const createWebhook = (webhook: Webhook, requestId: string) => answer(api.POST("/api/v1/webhooks", { body: { webhook, requestId } }));

const change = (updateMask: string) => (webhook: Webhook, requestId: string) =>
  answer(api.PATCH("/api/v1/webhooks/{webhook.id}", { body: webhook, params: { path: { "webhook.id": webhook.id ?? "" }, query: { requestId, updateMask } } }));

export const updateWebhook = change("name,address,kinds");
const setPaused = change("paused");
export const pauseWebhook = (webhook: Webhook, requestId: string) => setPaused({ ...webhook, paused: true }, requestId);
export const goOnWithWebhook = (webhook: Webhook, requestId: string) => setPaused({ ...webhook, paused: false }, requestId);

const of = ({ id, etag }: Webhook, requestId: string) => ({ params: { path: { id: id ?? "" } }, body: { etag, requestId } });

export const renewWebhookSecret = (webhook: Webhook, requestId: string) => answer(api.POST("/api/v1/webhooks/{id}:renew", of(webhook, requestId)));
export const withdrawWebhook = (webhook: Webhook, requestId: string) => answer(api.POST("/api/v1/webhooks/{id}:withdraw", of(webhook, requestId)));
export const tryWebhook = ({ id }: Webhook, requestId: string) =>
  answer(api.POST("/api/v1/webhooks/{id}:try", { params: { path: { id: id ?? "" } }, body: { requestId } }));
