import type { Translation } from "../core";
import type nl from "../nl/client-meeting";

const en: Translation<typeof nl> = {
  you: "You",
  group: "The group",
  youLead: "You go first.",
  theyLead: "{name} goes first. You come along.",

  "join.question": "Would you like to join {name}?",
  "join.why": "Why you?",
  "join.inTitle": "You belong!",
  "join.in": "How nice! You join {name} now.",
  "join.yes": "How nice that you want to join.",

  "state.left": "You have stopped. That is fine.",
  "left.text": "You were part of the group. That was good.",
  "back.note": "You may change your mind.",
  "stop.group": "The others simply go on.",

  "pause.other": "Have a rest. Your support worker asks later how it is.",
  "pause.until": "We ask again on {day}.",

  "apart.way": "Rather not together any more",
  "apart.whom": "With whom rather not?",
  "apart.question": "Would you rather not see {name} any more?",
  "apart.noWhy": "Nobody asks why.",
  "apart.yes": "Yes, rather not",
  "apart.no": "No, it is fine",
  "apart.title": "We take care of it",
  "apart.fine": "You do not go out together any more.",
  "apart.notTold": "We do not tell {name} what you said.",
  "apart.again": "Together after all",
  "apart.list": "With whom rather not",
  "apart.listText": "Only you chose this. Changing is always fine.",
  "apart.none": "Nobody",
  "apart.noneText": "Everybody may again.",
  "apart.tap": "Tap when it may be again.",
};

export default en;
