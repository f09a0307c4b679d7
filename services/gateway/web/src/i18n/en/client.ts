import type { Translation } from "../core";
import type nl from "../nl/client";

const en: Translation<typeof nl> = {
  hello: "Hello {name}",
  helloNobody: "Hello",
  whatNow: "What would you like to do?",
  "tile.people": "My people",
  "tile.going": "Going out",
  "tile.feeling": "How is it going?",
  "tile.talk": "I want to talk",
  "tile.me": "About me",
  skipLink: "Go to the content",
  home: "Start",
  back: "Back",
  skip: "Skip",
  skipFine: "Skipping is always fine",
  signOut: "Stop",
  settings: "How I like it",
  offline: "No internet. You can just go on.",
  "signIn.title": "Hello!",
  "signIn.text": "Do you have a card? Scan the code on your card.",
  "signIn.other": "I have no card",
  "notFound.title": "Nothing here",
  "notFound.text": "Go back to the start.",
  soon: "This is on its way.",
};

export default en;
