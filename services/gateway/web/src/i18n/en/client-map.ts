import type { Translation } from "../core";
import type nl from "../nl/client-map";

const en: Translation<typeof nl> = {
  closer: "Closer",
  further: "Further away",
};

export default en;
