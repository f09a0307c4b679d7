import type { Translation } from "../core";
import type nl from "../nl/networkers";

const en: Translation<typeof nl> = {
  title: "Networkers",
  lead: "People who go out with someone else, or might want to.",
};

export default en;
