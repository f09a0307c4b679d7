/** A look around, with pictures and read aloud. Short sentences. */
import type { Translation } from "../core";
import type nl from "../nl/client-tour";

const en: Translation<typeof nl> = {
  label: "Looking around",
  offer: "Look around",
  begin: "Begin",
  next: "Next",
  back: "Back",
  stop: "Stop",
  done: "Done",
  welcome: "Welcome",
  "welcome.text": "We look around together. You can always stop.",
  people: "My people",
  "people.text": "Here you see who you team up with. You choose.",
  going: "Going out",
  "going.text": "Here you see what you will do. Not going is fine.",
  feeling: "How is it going?",
  "feeling.text": "Here you say how it is. With a picture.",
  talk: "I want to talk",
  "talk.text": "Want to talk with somebody? Press here.",
  me: "About me",
  "me.text": "Here is what you want. And who may see it.",
  end: "That was it",
  "end.text": "You cannot break anything here. Enjoy.",
};

export default en;
