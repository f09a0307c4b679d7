import type { Translation } from "../core";
import type nl from "../nl/people";

const en: Translation<typeof nl> = {
  title: "People",
  lead: "The people you support.",
};

export default en;
