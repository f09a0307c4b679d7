import type { Translation } from "../core";
import type nl from "../nl/client-telling";

const en: Translation<typeof nl> = {
  "known.title": "Do we know these people?",
  "known.note": "These names stand in your record",
  "known.question": "Do you want {name} on your map?",
  "known.hint": "You choose. Nobody gets a message.",
  "known.relation": "In your record it says: {relation}.",
  "known.inRecord": "This name stands in your record.",
  "known.yes": "Yes, on my map",
  "known.no": "No",
  "known.done": "That was it",
  "known.doneText": "You can always put somebody on your map yourself.",
  "known.toMap": "To my map",

  title: "What may be told about me?",
  note: "Read or listen, and choose",
  lead: "You choose. Without your yes nothing goes out.",
  draft: "This is the text",
  out: "This may be told now",
  new: "This is new",
  yes: "Yes, this is fine",
  yesNote: "You can always take it back.",
  otherwise: "I want it different",
  otherwiseNote: "Together with my support worker",
  back: "Take it back",
  backNote: "Then nothing is told any more.",
  none: "There is nothing yet",
  noneText: "Want to tell something? Make it with your support worker.",
  "said.yes": "Thank you",
  "said.yes1": "This text may be told.",
  "said.yes2": "Want it different? You always can.",
  "said.otherwise": "Good that you say so",
  "said.otherwise1": "Ask your support worker.",
  "said.otherwise2": "Together you change the text.",
  "said.back": "Taken back",
  "said.back1": "Nothing is told any more now.",
  "said.back2": "The text stays yours.",
  talk: "I want to talk",
};

export default en;
