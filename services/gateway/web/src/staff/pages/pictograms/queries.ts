/** The organisation's own pictograms: what the page reads and changes. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { readPictograms } from "@/api/pictograms";
import type { Message } from "@/api/types";
import { toBase64 } from "../import/csv";

export type OnePictogram = Message<"recruitment.v1.Pictogram">;
export type PictogramChange = Message<"recruitment.v1.PictogramChange">;

export const pictogramsQuery = queryOptions({
  queryKey: ["pictograms", "all"],
  queryFn: async () => (await answer(api.GET("/api/v1/pictograms"))).pictograms ?? [],
});

export const refresh = [pictogramsQuery.queryKey];

/** What changed is seen at once on every page that is open in this window. */
async function seen(change: Promise<PictogramChange>): Promise<PictogramChange> {
  const done = await change;
  await readPictograms();
  return done;
}

const contentOf = async (file: File) => toBase64(new Uint8Array(await file.arrayBuffer()));

export const replacePictogram = async ({ of, file }: { of: OnePictogram; file: File }, requestId: string) =>
  seen(answer(api.POST("/api/v1/pictograms/{name}:replace", { params: { path: { name: of.name ?? "" } }, body: { picture: await contentOf(file), etag: of.etag, requestId } })));

export const replaceSet = async (file: File, requestId: string) => seen(answer(api.POST("/api/v1/pictograms:replace", { body: { zip: await contentOf(file), requestId } })));

/** Ours back: for these, or everywhere. */
export const resetPictograms = (names: string[], requestId: string) =>
  seen(answer(api.POST("/api/v1/pictograms:reset", { body: { names, everywhere: names.length === 0, requestId } })));

export const undoChange = (changeId: string, requestId: string) => seen(answer(api.POST("/api/v1/pictograms:undo", { body: { changeId, requestId } })));
