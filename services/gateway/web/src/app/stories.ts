/** Stories, for both faces: what a client tells, and who may read it. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Road } from "@/api/client";
import type { Message } from "@/api/types";

export type Story = Message<"recruitment.v1.Story">;
export type SharedStory = Message<"recruitment.v1.SharedStory">;
export type Audience = "AUDIENCE_TEAM" | "AUDIENCE_ORGANISATION" | "AUDIENCE_REGION" | "AUDIENCE_YEARLY_SUMMARY" | "AUDIENCE_PUBLIC";
export type ShownAs = "SHOWN_AS_NO_NAME" | "SHOWN_AS_OWN_NAME" | "SHOWN_AS_OTHER_NAME";

/** The nearest first. */
export const audiences: readonly Audience[] = ["AUDIENCE_TEAM", "AUDIENCE_ORGANISATION", "AUDIENCE_REGION", "AUDIENCE_YEARLY_SUMMARY", "AUDIENCE_PUBLIC"];

export const storiesQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["stories", "of", clientId],
    queryFn: async () => (await answer(api.GET("/api/v1/clients/{client_id}/stories", { params: { path: { client_id: clientId }, query: { pageSize: 100 } } }))).stories ?? [],
    enabled: clientId !== "",
  });

export const storyQuery = (id: string) =>
  queryOptions({ queryKey: ["stories", id], queryFn: () => answer(api.GET("/api/v1/stories/{id}", { params: { path: { id } } })) });

export const libraryQuery = (audience: Audience) =>
  queryOptions({
    queryKey: ["stories", "library", audience],
    queryFn: async () => {
      const found: SharedStory[] = [];
      let pageToken: string | undefined;
      do {
        const page = await answer(api.GET("/api/v1/sharedStories", { params: { query: { audience, pageSize: 100, pageToken } } }));
        found.push(...(page.stories ?? []));
        pageToken = page.nextPageToken || undefined;
      } while (pageToken);
      return found;
    },
  });

export const createStory = (story: Story, requestId: string) => answer(api.POST("/api/v1/stories", { body: story, params: { query: { requestId } } }));

export const updateStory = (story: Story, requestId: string) =>
  answer(
    api.PATCH("/api/v1/stories/{story.id}", {
      body: story,
      params: { path: { "story.id": story.id ?? "" }, query: { requestId, updateMask: "title,words,pictures,shown_as,other_name" } },
    }),
  );

export const deleteStory = (id: string, requestId: string, by?: Road) => answer(api.DELETE("/api/v1/stories/{id}", { params: { path: { id }, query: { requestId } }, fetch: by }));

export const allowStory = (story: Story, audience: Audience, voice: string, requestId: string) =>
  answer(api.POST("/api/v1/stories/{id}:allow", { params: { path: { id: story.id ?? "" } }, body: { audience, etag: story.etag ?? "", voice, requestId } }));

export const withdrawStory = (id: string, audience: Audience | "AUDIENCE_UNSPECIFIED", requestId: string) =>
  answer(api.POST("/api/v1/stories/{id}:withdraw", { params: { path: { id } }, body: { audience, requestId } }));

export const yesFor = (story: Story, audience: Audience) => story.yeses?.find((yes) => yes.audience === audience);
