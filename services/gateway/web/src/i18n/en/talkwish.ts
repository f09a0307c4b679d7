import type { Translation } from "../core";
import type nl from "../nl/talkwish";

const en: Translation<typeof nl> = {
  title: "Wants to talk with you",
  "how.HOW_UNSPECIFIED": "{name} wants to talk",
  "how.HOW_CALL": "{name} would like to be called",
  "how.HOW_VISIT": "{name} asks you to come by",
  "how.HOW_IN_A_WHILE": "{name} wants to talk in a while",
  since: "Asked on {when}.",
  "whom.WHOM_GUIDE": "This was asked of the support worker of somebody this client knows.",
  "whom.WHOM_SOMEBODY_ELSE": "Rather not with their own support worker, who does not see this.",
  passedOn: "Nobody has seen this yet. That is why you see it too.",
  answer: "Answer to {name}",
  "reply.REPLY_SEEN": "Just seen",
  "reply.REPLY_TODAY": "Today",
  "reply.REPLY_TOMORROW": "Tomorrow",
  "reply.REPLY_THIS_WEEK": "This week",
  seenByMe: "You told them: {reply}",
  "said.REPLY_UNSPECIFIED": "I have seen you",
  "said.REPLY_SEEN": "I have seen you",
  "said.REPLY_TODAY": "we will talk today",
  "said.REPLY_TOMORROW": "we will talk tomorrow",
  "said.REPLY_THIS_WEEK": "we will talk this week",
  seenBy: "{name} has seen this",
  talked: "We have talked",
  "talked.of": "We have talked: {name}",
  closed: "Good that you talked: {name}",
  person: "To {name}",
};

export default en;
