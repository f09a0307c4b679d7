/** Pictures of answers, the same wherever they are given or read back. */
import type { Drawing } from "@/design/Pictogram";
import {
  Butterfly, Compass, NeutralFace, OkHand, PersonRunning, Rainbow, SleepingFace, SlightlyFrowningFace, SmilingFaceWithSmilingEyes, ThumbsUp,
} from "@/pictograms";
import type { Change, Face, Push } from "./reflection";

export const facePictures: Record<Face, Drawing> = {
  FACE_YES: SmilingFaceWithSmilingEyes,
  FACE_A_BIT: NeutralFace,
  FACE_NO: SlightlyFrowningFace,
};

export const pushPictures: Record<Push, Drawing> = {
  PUSH_TOO_MUCH: PersonRunning,
  PUSH_GOOD: ThumbsUp,
  PUSH_TOO_LITTLE: SleepingFace,
};

export const changePictures: Record<Change, Drawing> = { none: OkHand, life: Butterfly, other: Compass, both: Rainbow };
