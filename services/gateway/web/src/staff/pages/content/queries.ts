/** What the pages about texts and settings read and change. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";
import type { Template, TemplateKind } from "@/app/templates";

export type Settings = Message<"recruitment.v1.Settings">;

/** The newest of every template, those that are not in use too. */
export const allTemplates = queryOptions({
  queryKey: ["templates", "all"],
  queryFn: async () => (await answer(api.GET("/api/v1/templates", { params: { query: { includeRetired: true, pageSize: 500 } } }))).templates ?? [],
});

/** One version; 0 is the newest. */
export const templateQuery = (kind: TemplateKind, key: string, version = 0) =>
  queryOptions({
    queryKey: ["templates", kind, key, version],
    queryFn: () => answer(api.GET("/api/v1/templates/{kind}/{key}", { params: { path: { kind, key }, query: { version } } })),
  });

export const publish = (template: Template, requestId: string) => answer(api.POST("/api/v1/templates", { body: { template, requestId } }));

export function setRetired({ kind = "KIND_UNSPECIFIED", key = "" }: Template, retired: boolean, requestId: string): Promise<Template> {
  const call = { body: { requestId }, params: { path: { kind, key } } };
  return retired ? answer(api.POST("/api/v1/templates/{kind}/{key}:retire", call)) : answer(api.POST("/api/v1/templates/{kind}/{key}:restore", call));
}

export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: () => answer(api.GET("/api/v1/settings")),
});

export const saveSettings = (settings: Settings, requestId: string) =>
  answer(api.PATCH("/api/v1/settings", { body: settings, params: { query: { requestId } } }));
