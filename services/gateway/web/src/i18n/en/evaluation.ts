import type { Translation } from "../core";
import type nl from "../nl/evaluation";

const en: Translation<typeof nl> = {
  title: "Intervision",
  lead: "Learning from each other, in confidence.",
};

export default en;
