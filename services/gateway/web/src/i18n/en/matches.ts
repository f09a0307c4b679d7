import type { Translation } from "../core";
import type nl from "../nl/matches";

const en: Translation<typeof nl> = {
  title: "Matches",
  lead: "Who is doing things with whom.",
};

export default en;
