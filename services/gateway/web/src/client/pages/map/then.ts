/** What became different between two of my maps, of whom I see in the drawings: whom I hid stands in neither, and is not spoken of. Pure. */
import type { Message } from "@/api/types";

type Comparison = Message<"recruitment.v1.MapComparison">;
type Kind = (typeof kinds)[number];

const kinds = ["KIND_NEW", "KIND_GONE", "KIND_CLOSER", "KIND_FURTHER", "KIND_FEELS_DIFFERENT", "KIND_GETS_DIFFERENT", "KIND_GIVES_DIFFERENT", "KIND_HOPES_DIFFERENT", "KIND_MEANS_DIFFERENT"] as const;

export function changesInSight(of: Comparison | undefined): { kind: Kind; name: string }[] {
  const seen = (map: Comparison["from"]) => new Set((map?.contacts ?? []).filter((contact) => !contact.hidden).map(({ id }) => id));
  const [then, now] = [seen(of?.from), seen(of?.to)];
  return (of?.changes ?? []).flatMap(({ kind, contactId, name = "" }) => {
    const known = kinds.find((one) => one === kind);
    // New is who stands in the second drawing, gone who stood in the first; anything else is said of who stands in both.
    const inSight = known === "KIND_NEW" ? now.has(contactId) : known === "KIND_GONE" ? then.has(contactId) : then.has(contactId) && now.has(contactId);
    return known && inSight ? [{ kind: known, name }] : [];
  });
}
