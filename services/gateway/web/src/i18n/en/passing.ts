/** On Today, now and then: what came from a colleague who left, and who wants to be forgotten. */
import type { Translation } from "../core";
import type nl from "../nl/passing";

const en: Translation<typeof nl> = {
  "from.title": "From {name} to you",
  "from.text": "{name} does not work here any more. This came to you. Get to know each other, or talk in the team about who could do it better.",
  "from.client": "You are a support worker of {client} now.",
  "from.networker": "You guide {client} as a networker now.",
  "from.location": "You are a network lead of {location} now.",
  "nobody.title": "Nobody is there for this yet",
  "nobody.text": "{name} does not work here any more, and nobody was free to take this over. Find somebody together.",
  "nobody.client": "{client} has no support worker yet.",
  "nobody.networker": "{client} is a networker and has no support worker for that yet.",
  "nobody.location": "{location} is looking for a network lead.",
  toClient: "To {client}",
  choose: "Choose a support worker",
  toLocation: "To {location}",
  seen: "Seen",
  "seen.of": "Seen: what came from {name}",
  "seen.done": "It is not on Today any more",

  "forget.asked": "{client} wants to be forgotten",
  "forget.askedText": "Nothing is gone yet. Talk about it together. After that you let the time to think begin, or it does not go on.",
  "forget.second": "A second yes for {client}",
  "forget.secondText": "Somebody asked to erase at once. You can be the second who says yes, or stop it.",
  "forget.go": "Look at it, and talk about it",
  "forget.go.of": "Erasing: look at it with {client}",

  "rests.title": "Messages do not arrive: {name}",
  "rests.text": "Optrek tried for three days, or the other system wants no more. Nothing is lost yet.",
  "rests.go": "Look at it",
  "rests.go.of": "Messages to {name}: look at it",
};

export default en;
