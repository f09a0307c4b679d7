/** What comes back, for the client's face. */
import type { Translation } from "../core";
import type nl from "../nl/client-series";

const en: Translation<typeof nl> = {
  RHYTHM_WEEKLY: "every {day}",
  RHYTHM_EVERY_TWO_WEEKS: "every other week on {day}",
  RHYTHM_MONTHLY: "every month on {day}",
  question: "Do this more often?",
  questionHint: "Skipping is always fine.",
  weekly: "Every week",
  everyTwoWeeks: "Every other week",
  monthly: "Every month",
  notThisTime: "I do not go this time",
  notThisTimeNote: "Next time again.",
  everyTime: "I go along every time",
  everyTimeNote: "Skipping is always fine.",
  stop: "I do not go any more",
  stopNote: "Stopping is fine.",
  stopped: "You do not go any more",
  stopped1: "That is fine.",
  stopped2: "You do not have to explain.",
  comeAfterAll: "I go along after all",
};

export default en;
