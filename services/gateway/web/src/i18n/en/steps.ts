import type { Translation } from "../core";
import type nl from "../nl/steps";

const en: Translation<typeof nl> = {
  title: "Small steps",
  lead: "Small, and a few at a time. No date belongs to them.",
  add: "Agree on a small step",
  "empty.title": "No small step yet",
  "empty.text": "What is a small beginning? Saying hello, or walking by once. None is fine too.",
  full: "Enough steps are open. Finish one first, or let one go. Then there is room for another.",
  noWords: "Told with a picture",
  findSomebody: "Looking for somebody who does something in return for {name}",
  findSomebodyNote: "{name} need not be able to do that. Who around them is?",
  forWish: "For the wish: {wish}",
  "who.WHO_UNSPECIFIED": "Together",
  "who.WHO_CLIENT": "{name}",
  "who.WHO_TOGETHER": "Together",
  "who.WHO_SUPPORT_WORKER": "The support worker",
  "verb.complete": "Done",
  "verb.letGo": "Let go",
  "verb.reopen": "Open again",
  "verb.edit": "Change",
  "verbOf.complete": "Done: {step}",
  "verbOf.letGo": "Let go: {step}",
  "verbOf.reopen": "Open again: {step}",
  "verbOf.edit": "Change: {step}",
  "did.complete": "Done. Lovely!",
  "did.letGo": "Let go. That is fine.",
  "did.reopen": "The step is open again",
  before: "Earlier steps",
  "state.STATE_DONE": "Done",
  "state.STATE_LET_GO": "Let go",

  "form.new": "A small step of {name}",
  "form.edit": "The step of {name}",
  "form.lead": "So small that it can hardly go wrong. You will notice when it works.",
  "form.words": "What is the step?",
  "form.words.help": "A few words. For example: waving to the neighbour.",
  "form.who": "Who takes it?",
  "form.wish": "Does the step belong to a wish?",
  "form.wish.none": "No, it stands by itself",
  "form.saved": "The step is saved",

  skill: "Which skill?",
  "skill.help": "For example: speaking to somebody, or saying no. It may stay empty.",
  "skill.said": "Learning: {skill}",
};

export default en;
