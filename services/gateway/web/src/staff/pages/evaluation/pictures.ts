/** Pictures of answers, the same wherever they are given or read back. */
import type { Given, Question } from "@/app/questions";
import type { Drawing } from "@/design/Pictogram";
import { NeutralFace, PersonRunning, SleepingFace, SlightlyFrowningFace, SmilingFaceWithSmilingEyes, ThumbsUp } from "@/pictograms";

const valuePictures: Record<Given, Drawing> = {
  YES: SmilingFaceWithSmilingEyes,
  A_BIT: NeutralFace,
  NO: SlightlyFrowningFace,
  TOO_MUCH: PersonRunning,
  GOOD: ThumbsUp,
  TOO_LITTLE: SleepingFace,
};

/** A "no" to something that is yes or no is neutral: nothing went wrong when a life did not change (E-05). */
export const pictureFor = ({ kind }: Question, value: Given): Drawing => (kind === "KIND_YES_NO" && value === "NO" ? NeutralFace : valuePictures[value]);
