/**
 * Which pictograms the organisation replaced. What was read last is kept on this device, so that a page begins with the pictures
 * somebody knows and does not change under their eyes. Loaded apart, beside the question who is signed in.
 */
import { type OwnPictograms, showPictograms } from "@/app/own-pictograms";
import { answer, api } from "./client";
import type { Session } from "./session";

const storageKey = "optrek.pictograms";
let organisation: string | undefined;

/** From here on this organisation's pictures stand there: as they were when last read, and then as they are. */
export function pictogramsFor({ signedIn, organisation: of, roles = [] }: Session): void {
  // Whoever only runs the platform is inside no organisation.
  const id = signedIn && !(roles.length > 0 && roles.every((role) => role === "platform_operator")) ? of?.id : undefined;
  if (id !== organisation) {
    organisation = id;
    showPictograms(kept());
  }
  if (id) void readPictograms().catch(() => undefined); // without an answer what was read last stays
}

function kept(): OwnPictograms {
  try {
    const last = JSON.parse(localStorage.getItem(storageKey) ?? "{}") as { of?: string; own?: OwnPictograms };
    return (organisation && last.of === organisation && last.own) || {};
  } catch {
    return {};
  }
}

export async function readPictograms(): Promise<void> {
  const { pictograms } = await answer(api.GET("/api/v1/pictograms", { params: { query: { ownOnly: true } } }));
  setPictograms(Object.fromEntries((pictograms ?? []).map(({ name = "", digest = "" }) => [name, digest])));
}

/** They were read. */
export function setPictograms(own: OwnPictograms): void {
  showPictograms(own);
  try {
    localStorage.setItem(storageKey, JSON.stringify({ of: organisation, own }));
  } catch {
    // A browser that stores nothing reads them at each start.
  }
}
