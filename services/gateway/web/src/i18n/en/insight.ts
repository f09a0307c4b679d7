import type { Translation } from "../core";
import type nl from "../nl/insight";

const en: Translation<typeof nl> = {
  title: "Insight",
  lead: "How taking part and contact are going, told by the people themselves.",
};

export default en;
