/** The rules that signals come from, and who changed them. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Rule = Message<"evaluation.v1.SignalRule">;
export type Knob = Message<"evaluation.v1.SignalKnob">;
export type Kind = NonNullable<Rule["kind"]>;
export type RuleChange = Message<"evaluation.v1.SignalRuleChange">;

/** How somebody would like to have a rule. */
export interface Wanted {
  off: boolean;
  knobs: { name: string; value: number }[];
}

export const wantedOf = (rule: Rule): Wanted => ({
  off: rule.off ?? false,
  knobs: (rule.knobs ?? []).map(({ name, value }) => ({ name: name ?? "", value: value ?? 0 })),
});

export const rulesQuery = queryOptions({
  queryKey: ["signalRules", "all"],
  queryFn: async () => (await answer(api.GET("/api/v1/signalRules"))).rules ?? [],
});

export const changesQuery = queryOptions({
  queryKey: ["signalRules", "changes"],
  queryFn: async () => (await answer(api.GET("/api/v1/signalRuleChanges", { params: { query: { pageSize: 50 } } }))).changes ?? [],
});

/** What a rule would give now, if it stood like this. */
export const wouldQuery = (kind: Kind, wanted: Wanted) =>
  queryOptions({
    queryKey: ["signalRules", "would", kind, wanted],
    queryFn: async () => (await answer(api.POST("/api/v1/signalRules/{kind}:preview", { params: { path: { kind } }, body: wanted }))).amount,
  });

export const saveRule = (kind: Kind, wanted: Wanted, etag: string | undefined, requestId: string): Promise<Rule> =>
  answer(api.PATCH("/api/v1/signalRules/{kind}", { params: { path: { kind } }, body: { ...wanted, etag, requestId } }));
