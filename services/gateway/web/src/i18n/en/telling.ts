import type { Translation } from "../core";
import type nl from "../nl/telling";

const en: Translation<typeof nl> = {
  "known.title": "Does {name} know these people?",
  "known.text": "These names stand in the record. Ask {name}: does this person belong on their own map? Without a yes nobody is put on it, and nobody gets a message.",
  "known.relation": "By the record: {relation}",
  "known.yes": "Yes, on the map",
  "known.no": "No",
  "known.added": "{name} is on the map",
  "known.left": "{name} is not put on the map and is not asked about again",

  title: "What may be told about {name}?",
  text: "A short text for the care record, in {name}'s words. Only what {name} agrees with goes out.",
  nothingOut: "Nothing goes out now",
  out: "This may be told, since {date}",
  voice: "This is how the yes was said: {voice}",
  self: "{name} said yes themself.",
  file: "Save as a file for the record",
  withdraw: "Take it back",
  withdrawn: "From now on nothing goes out. The text is still there.",
  people: "People around {name}",
  "people.help": "In their own words. Names of others are not needed.",
  hobby: "What {name} likes to do",
  save: "Keep the text",
  saved: "The text is kept. Nothing goes out yet.",
  saveFirst: "Keep the text first. Then read it together.",
  ask: "Does {name} agree with this text?",
  readAloud: "Read the text out. When {name} says yes, write down how.",
  how: "How did {name} say yes?",
  "how.help": "For instance: nodded, pointed at the thumb, said “sure”.",
  approve: "{name} says yes",
  approved: "This text may be told",
};

export default en;
