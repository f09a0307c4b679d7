import type { Translation } from "../core";
import type nl from "../nl/signin";

const en: Translation<typeof nl> = {
  title: "Welcome to Optrek",
  lead: "Doing things together, going out together.",
  chooseOrganisation: "Which organisation are you with?",
  signInAt: "Sign in at {organisation}",
  search: "Find your organisation",
  none: "No organisation has joined yet.",
  "demo.title": "Look around as…",
  "demo.text": "These are made-up people, for getting to know Optrek. None of them really exist.",
  "demo.signInAs": "Sign in as {name}, {role}",
  "clients.title": "Do you have a card?",
  "clients.text": "Scan the code on your card with the camera of your phone. Then choose your pictures.",
  "role.client": "client",
  "role.support_worker": "support worker",
  "role.network_lead": "network lead",
  "role.coordinator": "coordinator",
  "role.organisation_admin": "organisation administrator",
  "role.region_coordinator": "region coordinator",
  "role.platform_operator": "platform operator",
};

export default en;
