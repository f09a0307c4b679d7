import type { Translation } from "../core";
import type nl from "../nl/import";

const en: Translation<typeof nl> = {
  title: "Bringing in data",
  lead: "Bring people over from another system.",
};

export default en;
