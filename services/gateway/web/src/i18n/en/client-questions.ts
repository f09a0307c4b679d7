import type { Translation } from "../core";
import type nl from "../nl/client-questions";

const en: Translation<typeof nl> = {
  title: "Questions",
  note: "A few questions. If you like.",
  begin: "Would you like to tell something about this?",
  goOn: "Would you like to tell more?",
  beginText: "You get one question at a time.",
  yes: "Yes, begin",
  further: "Yes, go on",
  skipFine: "Skipping is always fine.",
  no: "Not now",
  noNote: "That is fine. Nobody asks why.",
  thanks: "Thank you",
  group: "We only look at everybody together.",
  left: "You are not doing it",
  leftText: "That is fine.",
  again: "I will do it after all",
};

export default en;
