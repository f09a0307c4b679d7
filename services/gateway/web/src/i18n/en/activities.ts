import type { Translation } from "../core";
import type nl from "../nl/activities";

const en: Translation<typeof nl> = {
  title: "Activities",
  lead: "Doing something together, going out together.",
};

export default en;
