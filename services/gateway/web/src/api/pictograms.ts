/** Reads which pictograms the organisation replaced. Loaded apart: the first page does not wait for it. */
import { setOwnPictograms } from "@/app/own-pictograms";
import { answer, api } from "./client";

export async function readPictograms(): Promise<void> {
  const { pictograms } = await answer(api.GET("/api/v1/pictograms", { params: { query: { ownOnly: true } } }));
  setOwnPictograms(Object.fromEntries((pictograms ?? []).map(({ name = "", digest = "" }) => [name, digest])));
}
