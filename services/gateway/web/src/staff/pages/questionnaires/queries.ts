/** Questionnaires of the organisation: what there is, what lies before whom, and what everybody together said. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Figures = Message<"evaluation.v1.QuestionnaireFigures">;
export type Remark = Message<"evaluation.v1.QuestionnaireRemark">;

export const questionnairesQuery = (retiredToo = false) =>
  queryOptions({
    queryKey: ["questionnaires", { retiredToo }],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/questionnaires", { params: { query: { includeRetired: retiredToo, allVersions: retiredToo, pageSize: 200 } } }))).questionnaires ?? [],
  });

export const questionnaireQuery = (id: string) =>
  queryOptions({
    queryKey: ["questionnaires", id],
    queryFn: () => answer(api.GET("/api/v1/questionnaires/{id}", { params: { path: { id } } })),
  });

export const figuresQuery = (id: string) =>
  queryOptions({
    queryKey: ["questionnaires", id, "figures"],
    queryFn: async () => (await answer(api.GET("/api/v1/questionnaires/{id}/figures", { params: { path: { id } } }))).figures ?? [],
  });

export const checkFile = (content: string) => answer(api.POST("/api/v1/questionnaires:check", { body: { content } }));

export const loadFile = (content: string, licence: string, requestId: string) =>
  answer(api.POST("/api/v1/questionnaires", { body: { content, licence, requestId } }));

export const setRetired = (id: string, retired: boolean, requestId: string) =>
  retired
    ? answer(api.POST("/api/v1/questionnaires/{id}:retire", { params: { path: { id } }, body: { requestId } }))
    : answer(api.POST("/api/v1/questionnaires/{id}:restore", { params: { path: { id } }, body: { requestId } }));

export const ask = (clientId: string, questionnaireId: string, requestId: string) =>
  answer(api.POST("/api/v1/questionnaireAskings", { body: { clientId, questionnaireId, requestId } }));

export const leave = (id: string, requestId: string) =>
  answer(api.POST("/api/v1/questionnaireAskings/{id}:leave", { params: { path: { id } }, body: { requestId } }));
