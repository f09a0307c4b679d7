import type { Translation } from "../core";
import type nl from "../nl/apidocs";

const en: Translation<typeof nl> = {
  title: "The API of Optrek",
  lead: "For who connects a system of their own with Optrek. Optrek itself uses the same calls.",
  download: "Save the description (OpenAPI)",
  begin: "This is how you begin",
  "begin.connect": "An administrator adds a system under Organisation, Connected systems, and chooses what it may do. The secret is shown once.",
  "begin.token": "Ask for a token with that secret. It works for a short while; then ask for a new one.",
  "begin.ask": "Send the token along with every request.",
  "begin.repeat": "When you change something, make up a requestId. If you ask the same again, it happens only once.",
  "begin.refused": "When something cannot be done, the answer has a reason for your program and a sentence for people, in Dutch and English.",
  told: "What Optrek tells by itself (webhooks)",
  "told.how": "Optrek sends a message with POST to the address an administrator gave (Organisation, Telling other systems), signed after the Standard Webhooks specification, v1: HMAC-SHA256 over webhook-id, webhook-timestamp and the body. Answer 2xx within fifteen seconds; anything else is tried again, with growing pauses, for three days, and what comes after it waits. A message can come twice: webhook-id tells. Ids only: what they are of, ask the API. More fields may come.",
  scopes: "What a system can be granted:",
  search: "Search for a call",
  "found.one": "{n} call",
  "found.other": "{n} calls",
  none: "No call with those words",
  who: "Who:",
  "relation.organisation": "About one's own organisation.",
  "relation.reach": "Only about clients one may see.",
  "relation.self": "Only about oneself.",
  scope: "A system needs:",
  people: "For people only.",
  parameters: "In the address",
  body: "In the request",
  answer: "In the answer",
  field: "Field",
  type: "Type",
  meaning: "What it is",
  example: "Example",
  exampleAnswer: "Example of an answer",
};

export default en;
