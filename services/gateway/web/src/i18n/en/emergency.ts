import type { Translation } from "../core";
import type nl from "../nl/emergency";

const en: Translation<typeof nl> = {
  title: "Emergency access",
  lead: "For somebody you do not guide, when it really cannot wait.",
  people: "People",
  name: "Given name and family name",
  nameHelp: "Write the whole name. There is no search here: you know who it is.",
  year: "Year of birth",
  reason: "Why is it needed?",
  reasonMissing: "Choose why it is needed.",
  "reason.REASON_UNSPECIFIED": "Without a reason",
  "reason.REASON_UNSAFE": "Somebody may not be safe.",
  "reason.REASON_STANDING_IN": "Their own support worker cannot be reached.",
  "reason.REASON_OTHER": "Something else that cannot wait.",
  words: "Tell in a few words what is the matter",
  wordsHelp: "The client reads this too. Write it as you would want to read it yourself.",
  happens: "What happens",
  happens1: "You can read along with this one person for as long as a working day: who they are, whom they go with and where to. You can always stop earlier.",
  happens2: "The client and their own support worker see who looked along, when and why.",
  happens3: "The administrator looks at it later.",
  open: "Look along in an emergency",
  note: "You look along in an emergency, until {time}",
  noteText: "You read what helps now, and you can report a concern. Changing something is for their own support worker. The client and their own support worker can see that you read along. Done? Then stop.",
  end: "I am done, stop",
  ended: "You do not look along any more.",
  review: "Emergencies to look at",
  reviewLead: "A colleague looked along with somebody they do not guide. See whether it is right, and talk about it where needed.",
  reviewed: "Looked at.",
  who: "{worker} looked along with {client}",
  when: "From {from}, until {until}.",
  seen: "I have looked at it",
  endNow: "Stop it now",
  link: "In an emergency: somebody you do not guide",
};

export default en;
