import type { Translation } from "../core";
import type nl from "../nl/client-consult";

const en: Translation<typeof nl> = {
  title: "Will you think along?",
  about: "Support workers talk about going out together.",
  yours: "You know what it is like. What you think helps.",
  fine: "Yes, maybe or no. All are fine.",
  when: "When",
  who: "With {names}",
  another: "somebody else",
  somebody: "somebody of the organisation",
  yesTitle: "Good, you are coming",
  yes1: "The support workers know now.",
  maybeTitle: "Maybe you come",
  noTitle: "You are not coming",
  no1: "That is fine. Nobody asks why.",
  change: "Something else after all",
  off: "It does not take place.",
  been: "Thank you for thinking along",
  beenText: "It has been.",
  gone: "This question is not there any more",
};

export default en;
