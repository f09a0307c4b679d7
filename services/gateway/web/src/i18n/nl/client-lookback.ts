/** Looking back, one question at a time. Dutch is the source; sentences as short as in `client`. */
export default {
  aBit: "Een beetje",
  tooMuch: "Te veel",
  good: "Precies goed",
  tooLittle: "Te weinig",
  tooMuchPush: "Te veel duwtjes",
  goodPush: "Precies goed",
  tooLittlePush: "Te weinig duwtjes",
  wordsHint: "Je mag dit leeg laten.",
  together: "Deed je dit alleen?",
  alone: "Ja, alleen",
  withSomebody: "Nee, samen met iemand",
  thanks: "Dank je wel",
  thanks1: "Je begeleider leest dit. De ander niet.",
  thanks2: "Je mag het altijd veranderen.",
  group: "de groep",
} as const;
