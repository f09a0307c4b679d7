/** The picture of what one does: of a kind that everybody has, or of one of the organisation's own. */
import { KindPicture } from "@/app/KindPicture";
import type { Activity } from "@/client/data";
import { kindPicture } from "@/client/kinds";
import { Pictogram } from "@/design/Pictogram";

export function KindMark({ of, size }: { of: Pick<Activity, "kind" | "ownKindId">; size: string }) {
  const picture = kindPicture(of.kind);
  return of.ownKindId ? <KindPicture ownKindId={of.ownKindId} size={size} otherwise={picture} /> : <Pictogram of={picture} size={size} plate />;
}
