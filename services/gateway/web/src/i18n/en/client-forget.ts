/** Forget me: short sentences. */
import type { Translation } from "../core";
import type nl from "../nl/client-forget";

const en: Translation<typeof nl> = {
  title: "Forget me",
  question: "Do you want Optrek to forget you?",
  text1: "Your support worker talks with you first.",
  text2: "Nothing goes away now.",
  held: "Something has to be kept a while. Your support worker explains.",
  no: "No, leave it",
  yes: "Yes, I want that",
  yesNote: "Your support worker sees that you want this.",
  mapOnly: "Only erase my map",
  asked: "Your support worker knows",
  waiting: "You get time to think",
  notYet: "Nothing is gone yet. It can be taken back.",
  cancel: "Rather not",
  okay: "Good",
};

export default en;
