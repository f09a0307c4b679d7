import type { Translation } from "../core";
import type nl from "../nl/client-lookback";

const en: Translation<typeof nl> = {
  aBit: "A bit",
  tooMuch: "Too much",
  good: "Just right",
  tooLittle: "Too little",
  tooMuchPush: "Too much of a push",
  goodPush: "Just right",
  tooLittlePush: "Too little of a push",
  wordsHint: "You may leave this empty.",
  together: "Did you do this alone?",
  alone: "Yes, alone",
  withSomebody: "No, with somebody",
  thanks: "Thank you",
  thanks1: "Your support worker reads this. The other does not.",
  thanks2: "You can always change it.",
  group: "the group",
};

export default en;
