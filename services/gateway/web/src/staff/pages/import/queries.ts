/** Bringing in data: the file as it is, in base64, and the reports. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Report = Message<"recruitment.v1.ImportReport">;
export type RowNote = Message<"recruitment.v1.RowNote">;

export const importsQuery = queryOptions({
  queryKey: ["imports"],
  queryFn: async () => (await answer(api.GET("/api/v1/imports", { params: { query: { pageSize: 50 } } }))).imports ?? [],
});

export interface ChosenFile {
  name: string;
  /** base64 */
  content: string;
}

export const bringIn = (file: ChosenFile, dryRun: boolean, requestId: string) =>
  answer(api.POST("/api/v1/imports", { body: { content: file.content, fileName: file.name, dryRun, requestId } }));
