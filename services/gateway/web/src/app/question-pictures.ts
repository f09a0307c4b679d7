/** The pictograms a question of looking back can have: their names travel to the server, the drawings stay here. */
import type { Drawing } from "@/design/Pictogram";
import {
  Bicycle, Butterfly, Calendar, Compass, FlexedBiceps, Handshake, HeartHands, OpenHands, PeopleDialogue, Rocket, SpeechBalloon, SunWithFace, WrappedGift,
} from "@/pictograms";

export const questionPictures = {
  "sun-with-face": SunWithFace,
  "heart-hands": HeartHands,
  handshake: Handshake,
  "people-dialogue": PeopleDialogue,
  "flexed-biceps": FlexedBiceps,
  "open-hands": OpenHands,
  butterfly: Butterfly,
  compass: Compass,
  calendar: Calendar,
  bicycle: Bicycle,
  "wrapped-gift": WrappedGift,
  rocket: Rocket,
  "speech-balloon": SpeechBalloon,
} as const satisfies Record<string, Drawing>;

export type QuestionPicture = keyof typeof questionPictures;
export const questionPictureNames = Object.keys(questionPictures) as QuestionPicture[];
export const questionPicture = (name = ""): Drawing => (name in questionPictures ? questionPictures[name as QuestionPicture] : SpeechBalloon);
