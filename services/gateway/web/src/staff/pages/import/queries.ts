/** Bringing in data: the file as it is, in base64; then an import that goes from what would happen to what happened, and back. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Import = Message<"recruitment.v1.Import">;
export type ImportColumn = Message<"recruitment.v1.ImportColumn">;
export type Field = NonNullable<ImportColumn["field"]>;
export type State = NonNullable<Import["state"]>;
export type RowNote = Message<"recruitment.v1.RowNote">;

export const isUnderWay = (state: State | undefined): boolean => state === "STATE_RUNNING" || state === "STATE_UNDOING";

export const importsQuery = queryOptions({
  queryKey: ["imports", "list"],
  queryFn: async () => (await answer(api.GET("/api/v1/imports", { params: { query: { pageSize: 50 } } }))).imports ?? [],
  refetchInterval: (query) => (query.state.data?.some((one) => isUnderWay(one.state)) ? 2_000 : false),
});

/** Asks every second how far it is, for as long as it is under way. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["imports", id],
    queryFn: () => answer(api.GET("/api/v1/imports/{id}", { params: { path: { id } } })),
    refetchInterval: (query) => (isUnderWay(query.state.data?.state) ? 1_000 : false),
  });

export interface ChosenFile {
  name: string;
  /** base64 */
  content: string;
}

export const prepare = (file: ChosenFile, requestId: string) =>
  answer(api.POST("/api/v1/imports", { body: { content: file.content, fileName: file.name, requestId } }));

/** A meaning belongs to one column: the one that had it is left out from now on. */
export function mapColumn(one: Import, index: number, field: Field, requestId: string) {
  const had = field === "FIELD_NONE" ? [] : (one.columns ?? []).filter((column) => column.field === field && column.index !== index);
  const columns = [{ index, field }, ...had.map((column) => ({ index: column.index, field: "FIELD_NONE" as const }))];
  return answer(api.POST("/api/v1/imports/{id}:map", { params: { path: { id: one.id ?? "" } }, body: { etag: one.etag, columns, requestId } }));
}

const change = (one: Import, requestId: string) => ({ params: { path: { id: one.id ?? "" } }, body: { etag: one.etag, requestId } });

export const start = (one: Import, requestId: string) => answer(api.POST("/api/v1/imports/{id}:start", change(one, requestId)));
export const stop = (one: Import, requestId: string) => answer(api.POST("/api/v1/imports/{id}:stop", change(one, requestId)));
export const undo = (one: Import, requestId: string) => answer(api.POST("/api/v1/imports/{id}:undo", change(one, requestId)));
export const discard = (one: Import, requestId: string) => answer(api.POST("/api/v1/imports/{id}:discard", change(one, requestId)));

/** What changes when people come in or are taken back. */
export const people = [["clients"], ["locations"], ["supportWorkers"], ["names"]] as const;
