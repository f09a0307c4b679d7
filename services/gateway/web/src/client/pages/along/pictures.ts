/** Pictures of what makes it hard, what helps, and what a club may know. */
import type { Drawing } from "@/design/Pictogram";
import {
  BustsInSilhouette, Coin, CouchAndLamp, CrescentMoon, Ear, Eye, HeartHands, HouseWithGarden, MobilePhone, OpenBook, PeopleHoldingHands, PeopleDialogue,
  QuestionMark, Restroom, ShushingFace, SpeakerHighVolume, SpeechBalloon, ThinkingFace, ThreeOclock, WavingHand, WheelchairSymbol, Bus,
} from "@/pictograms";

export const hardPictures = {
  HARD_BUSY: PeopleDialogue, HARD_NOISE: SpeakerHighVolume, HARD_GETTING_THERE: Bus, HARD_PURSE: Coin, HARD_KNOWING_NOBODY: BustsInSilhouette,
  HARD_TENSE: ThinkingFace, HARD_NEW: QuestionMark, HARD_LONG: ThreeOclock, HARD_TALKING: SpeechBalloon, HARD_TOILET: Restroom,
} as const satisfies Record<string, Drawing>;

export const helpfulPictures = {
  HELPFUL_TOGETHER: PeopleHoldingHands, HELPFUL_LOOK_FIRST: Eye, HELPFUL_LEAVE_ANYTIME: WavingHand, HELPFUL_SHORT: ThreeOclock, HELPFUL_QUIET_SPOT: CouchAndLamp,
  HELPFUL_KNOW_BEFORE: OpenBook, HELPFUL_CALL_SOMEBODY: MobilePhone, HELPFUL_QUIET_MOMENT: CrescentMoon,
} as const satisfies Record<string, Drawing>;

export const notePictures = {
  NOTE_LOOKS_FIRST: Eye, NOTE_TALKS_LITTLE: ShushingFace, NOTE_QUIET_SPOT: CouchAndLamp, NOTE_SIMPLE_WORDS: Ear, NOTE_WHEELCHAIR: WheelchairSymbol,
  NOTE_HOME_EARLIER: HouseWithGarden, NOTE_STAYS_TOGETHER: HeartHands,
} as const satisfies Record<string, Drawing>;
