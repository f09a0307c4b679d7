import type nl from "../nl/client-settings";
import type { Translation } from "../core";

export default {
  words: "How many words?",
  few: "Few words",
  more: "More explanation",
  pictures: "Show pictures",
} satisfies Translation<typeof nl>;
