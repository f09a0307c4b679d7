/** The client's face: who looked at what is written about me. */
import type { Translation } from "../core";
import type nl from "../nl/client-looks";

const en: Translation<typeof nl> = {
  title: "Who looked?",
  note: "Who read something about me",
  lead: "These people read something about you.",
  thisMonth: "This month",
  earlier: "A month back",
  now: "Back to now",
  none: "Nobody looked",
  noneText: "In this month nobody read anything about you.",
  saw: "Looked something up about you",
  wrote: "Wrote something about you",
  took: "Took something along as a file",
  what: "What exactly?",
  less: "See less",
  seeMore: "See more",
  byItself: "What Optrek did by itself",
  more: "There is more. Ask your support worker for the rest.",
  missing: "Not all can be seen now. Look again later.",
  itself: "Optrek itself",
  somebody: "Somebody who worked here",
  beside: "{name} sat beside you.",
  wrong: "Is this not right?",
  wrongNote: "Talk about it with somebody.",
  emergencyTitle: "Emergency",
  emergency: "{name} looked along in an emergency.",
  emergencyWhy: "Why: {words}",
};

export default en;
