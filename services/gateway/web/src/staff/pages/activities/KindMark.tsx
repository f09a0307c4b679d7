/** The picture of what people do: of a kind that everybody has, or of one of our own. */
import { KindPicture } from "@/app/KindPicture";
import { Pictogram } from "@/design/Pictogram";
import { pictureOf } from "./kinds";
import type { Activity } from "./queries";

export function KindMark({ of, size }: { of: Pick<Activity, "kind" | "ownKindId">; size: string }) {
  const picture = pictureOf(of.kind);
  return of.ownKindId ? <KindPicture ownKindId={of.ownKindId} size={size} otherwise={picture} /> : <Pictogram of={picture} size={size} plate />;
}
