/** Small next steps of a client: what is read of them and what can be done with them. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Step = Message<"recruitment.v1.Step">;

export const stepsOf = (clientId: string) =>
  queryOptions({
    queryKey: ["steps", clientId],
    queryFn: async () => (await answer(api.GET("/api/v1/steps", { params: { query: { clientId, pageSize: 100 } } }))).steps ?? [],
  });

/** How many small ones may be open at once, as the organisation chose (N-12). */
export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: () => answer(api.GET("/api/v1/settings")),
  staleTime: 5 * 60_000,
});

export const isOpen = (step: Step) => step.state === "STATE_OPEN";
const takesPlace = (step: Step) => isOpen(step) && step.kind !== "KIND_FIND_SOMEBODY";

/** Whether there is room for one more. Until the organisation's choice is known the server decides. */
export const isFull = (steps: readonly Step[], most: number | undefined): boolean => !!most && steps.filter(takesPlace).length >= most;

export const createStep = (step: Step, requestId: string) => answer(api.POST("/api/v1/steps", { body: step, params: { query: { requestId } } }));

export const updateStep = (step: Step, requestId: string) =>
  answer(api.PATCH("/api/v1/steps/{step.id}", { body: step, params: { path: { "step.id": step.id ?? "" }, query: { requestId, updateMask: "wish_id,words,picture,who" } } }));

export type StepVerb = "complete" | "letGo" | "reopen";

export function changeStep(verb: StepVerb, step: Pick<Step, "id" | "etag">, requestId: string): Promise<Step> {
  const call = { body: { etag: step.etag, requestId }, params: { path: { id: step.id ?? "" } } };
  switch (verb) {
    case "complete": return answer(api.POST("/api/v1/steps/{id}:complete", call));
    case "letGo": return answer(api.POST("/api/v1/steps/{id}:letGo", call));
    case "reopen": return answer(api.POST("/api/v1/steps/{id}:reopen", call));
  }
}

/** What takes a verb back: an open step goes back to where it was. */
export const back = (step: Step): StepVerb => (step.state === "STATE_OPEN" ? "reopen" : step.state === "STATE_DONE" ? "complete" : "letGo");
