import type { Translation } from "../core";
import type nl from "../nl/organisation";

const en: Translation<typeof nl> = {
  title: "Organisation",
  lead: "People, roles, locations and texts.",
};

export default en;
