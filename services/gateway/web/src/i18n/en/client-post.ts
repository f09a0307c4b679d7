import type nl from "../nl/client-post";
import type { Translation } from "../core";

export default {
  title: "This goes later",
  lead: "You need not do anything. It goes by itself.",
  none: "Everything is sent",
  noneText: "Nothing is waiting",
  something: "Your answer",
  waits: "Kept. We send it later.",
  see: "See what is waiting",
  refused: "This could not be sent.",
  changed: "Something has changed. Have another look.",
  look: "Look again",
  again: "Send it again",
  letGo: "Never mind",
  letGoNote: "Then it is gone.",
  "leave.title": "Something is still waiting",
  "leave.text": "Are you leaving now? Then it is gone.",
  "leave.ready": "Everything is sent",
  "leave.stay": "I stay a little longer",
  "leave.stayNote": "It goes by itself later.",
  "leave.goNote": "We do not send what is waiting then.",
  "app.title": "Optrek on your phone",
  "app.note": "So you find Optrek quickly.",
} satisfies Translation<typeof nl>;
