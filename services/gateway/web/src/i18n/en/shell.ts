import type { Translation } from "../core";
import type nl from "../nl/shell";

const en: Translation<typeof nl> = {
  skip: "Go to the content",
  nav: "Main menu",
  today: "Today",
  people: "People",
  networkers: "Networkers",
  matches: "Matches",
  activities: "Activities",
  intervision: "Intervision",
  concern: "Concern about safety",
  concernShort: "Safety",
  organisation: "Organisation",
  menu: "Menu",
  userMenu: "Menu of {name}",
  signOut: "Sign out",
  credits: "Credits",
  preferences: "Language and display",
  "notFound.title": "This page does not exist",
  "notFound.text": "Perhaps the address has changed. The menu will get you going again.",
  "overtaken.title": "Somebody else was just before you",
  "overtaken.text": "While you were writing, somebody changed this. What you wrote is still here. This is how it is now:",
  "overtaken.mine": "Go on with what I wrote",
  "overtaken.theirs": "Leave it as it is now",
  "meanwhile.title": "Somebody else was just before you",
  "meanwhile.text": "A colleague just changed this. You now see how it is. What you wrote is still there: see whether it still holds, and save it again.",
  "credits.title": "Credits",
  "credits.intro": "Optrek is made with work that others share freely. Thank you.",
  "credits.pictograms": "Pictograms",
  "credits.pictogramsText": "All pictograms are designed by OpenMoji, the open-source emoji and icon project. Licence: CC BY-SA 4.0. The colours were not changed. These are the pictograms we use:",
  "credits.fonts": "Fonts",
  "credits.fontsText": "Atkinson Hyperlegible Next by the Braille Institute and Bricolage Grotesque by Mathieu Triay. Licence: SIL Open Font License 1.1.",
  "credits.method": "The method",
  "credits.methodText": "The method of client networks was developed by LSR, Dichterbij and Syndion, with texts by Movisie.",
};

export default en;
