/** What the pages about plans read and change, apart from how they look. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Plan = Message<"matching.v1.Plan">;
export type PlanArea = Message<"matching.v1.PlanArea">;
export type PlanIdea = Message<"matching.v1.PlanIdea">;
export type IdeaState = Exclude<NonNullable<PlanIdea["state"]>, "STATE_UNSPECIFIED">;
export type WithoutGroup = Message<"matching.v1.WithoutGroup">;
export type PlanSettings = Message<"matching.v1.PlanSettings">;
export type Care = Exclude<NonNullable<Plan["care"]>, "PLAN_CARE_UNSPECIFIED">;
export type Phase = Exclude<NonNullable<Plan["phase"]>, "PHASE_UNSPECIFIED">;

export const ideaStates: readonly IdeaState[] = ["STATE_OPEN", "STATE_TAKEN_UP", "STATE_SET_ASIDE", "STATE_OUT_OF_DATE"];
export const cares: readonly Care[] = ["PLAN_CARE_WAITING", "PLAN_CARE_BALANCE", "PLAN_CARE_SUITING"];
export const phases: readonly Phase[] = ["PHASE_LOOKING", "PHASE_PLANNING", "PHASE_CHECKING", "PHASE_WRITING"];

/** Everything that shows a plan is read again after a change. */
export const plansKey = ["plans"] as const;
export const isRunning = (plan: Plan | undefined): boolean => plan?.state === "STATE_RUNNING";

/** The newest plans. While one is being made, they are read again each second. */
export const plansQuery = queryOptions({
  queryKey: ["plans", "list"],
  queryFn: async () => (await answer(api.GET("/api/v1/plans", { params: { query: { pageSize: 15 } } }))).plans ?? [],
  refetchInterval: (query) => (isRunning(query.state.data?.[0]) ? 1_000 : false),
});

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ["plans", "one", id],
    queryFn: () => answer(api.GET("/api/v1/plans/{id}", { params: { path: { id } } })),
  });

export const ideasQuery = (planId: string, state: IdeaState, mine: boolean) =>
  infiniteQueryOptions({
    queryKey: ["plans", "ideas", planId, state, mine],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/v1/plans/{plan_id}/ideas", {
          params: { path: { plan_id: planId }, query: { state, mine: mine || undefined, pageSize: 24, pageToken: pageParam || undefined } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.nextPageToken || undefined,
  });

export const withoutQuery = (planId: string) =>
  infiniteQueryOptions({
    queryKey: ["plans", "without", planId],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/v1/plans/{plan_id}/without", {
          params: { path: { plan_id: planId }, query: { pageSize: 12, pageToken: pageParam || undefined } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.nextPageToken || undefined,
  });

export const settingsQuery = queryOptions({
  queryKey: ["plans", "settings"],
  queryFn: () => answer(api.GET("/api/v1/plan-settings")),
});

/* Changes. */

export const startPlan = (care: Care | undefined, requestId: string): Promise<Plan> => answer(api.POST("/api/v1/plans", { body: { care, requestId } }));

export const stopPlan = (id: string, requestId: string): Promise<Plan> =>
  answer(api.POST("/api/v1/plans/{id}:stop", { params: { path: { id } }, body: { requestId } }));

type Of = Pick<PlanIdea, "id" | "etag">;
const at = (idea: Of) => ({ path: { id: idea.id ?? "" } });

export const takeUp = (idea: Of, requestId: string): Promise<PlanIdea> =>
  answer(api.POST("/api/v1/plan-ideas/{id}:take-up", { params: at(idea), body: { etag: idea.etag, requestId } }));

export const setAside = (idea: Of, requestId: string): Promise<PlanIdea> =>
  answer(api.POST("/api/v1/plan-ideas/{id}:set-aside", { params: at(idea), body: { etag: idea.etag, requestId } }));

export const bringBack = (idea: Of, requestId: string): Promise<PlanIdea> =>
  answer(api.POST("/api/v1/plan-ideas/{id}:bring-back", { params: at(idea), body: { etag: idea.etag, requestId } }));

export const saveSettings = (settings: { care: Care; nightly: boolean; etag?: string }, requestId: string): Promise<PlanSettings> =>
  answer(api.POST("/api/v1/plan-settings", { body: { ...settings, requestId } }));
