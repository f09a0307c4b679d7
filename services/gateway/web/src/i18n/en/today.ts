import type { Translation } from "../core";
import type nl from "../nl/today";

const en: Translation<typeof nl> = {
  title: "Today",
  "greeting.morning": "Good morning, {name}",
  "greeting.afternoon": "Good afternoon, {name}",
  "greeting.evening": "Good evening, {name}",
  "quiet.title": "All is quiet",
  "quiet.text": "Nothing asks for your attention now. Silence is good news.",
  lead: "This asks for a little attention today.",
};

export default en;
