/** Pictures of answers, the same wherever they are given or read back. */
import type { Given } from "@/app/questions";
import type { Drawing } from "@/design/Pictogram";
import { NeutralFace, PersonRunning, SleepingFace, SlightlyFrowningFace, SmilingFaceWithSmilingEyes, ThumbsUp } from "@/pictograms";

export const valuePictures: Record<Given, Drawing> = {
  YES: SmilingFaceWithSmilingEyes,
  A_BIT: NeutralFace,
  NO: SlightlyFrowningFace,
  TOO_MUCH: PersonRunning,
  GOOD: ThumbsUp,
  TOO_LITTLE: SleepingFace,
};
