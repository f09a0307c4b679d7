/** The first steps of an organisation, on Today. */
import type { Translation } from "../core";
import type nl from "../nl/start";

const en: Translation<typeof nl> = {
  title: "The first steps",
  lead: "{organisation} is beginning. This helps you on your way.",
  order: "The order is free. What is there moves out of the way by itself. There is no hurry.",
  away: "Put away",
  show: "Show the first steps again",
  there: "is there",
  location: "A location",
  "location.text": "Where do your clients live or come? A name is enough.",
  "location.go": "New location",
  colleague: "A colleague",
  "colleague.text": "Who will work with this? A colleague who signs in is added by that too.",
  "colleague.go": "New colleague",
  "colleague.other": "Or let your own system do it",
  leads: "Two contacts for each location",
  "leads.text": "Whom can colleagues turn to? Choose two, so that it never depends on one person.",
  "leads.go": "Choose contacts",
  ownText: "Looking at the texts",
  "ownText.text": "Questions, explanations and consent are ready. They may stay as they are.",
  "ownText.go": "To the texts",
  client: "A client",
  "client.text": "A name and a yes are enough. The rest comes later, together.",
  "client.go": "New client",
  "client.other": "Or take over a list",
  wish: "The first wish",
  "wish.text": "Ask what somebody would like. Everything begins there. In own words, or with a picture.",
  "wish.go": "New wish",
  networker: "The first networker",
  "networker.text": "Who makes contact easily and would like to team up? Name somebody. Then you ask them yourself, and what they would like too.",
  "networker.go": "Suggest a networker",
  "networker.further": "On with who is there",
  match: "The first match",
  "match.text": "Begin with a wish and see who suits. Looking needs a yes: you ask for it under Consent. Ask the coordinator for a second support worker too.",
  "match.go": "Look from a wish",
  "match.other": "Or write down what is there already",
};

export default en;
