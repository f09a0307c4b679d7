/** How somebody likes to see Optrek, for both faces. Dutch is the source. */
export default {
  language: "Taal",
  languageNl: "Nederlands",
  languageEn: "English",
  theme: "Licht of donker",
  themeAuto: "Zoals dit apparaat",
  themeLight: "Licht",
  themeDark: "Donker",
  calm: "Rustige weergave, niets beweegt",
  textSize: "Grootte van de letters",
  textNormal: "Gewoon",
  textLarge: "Groot",
  textLargest: "Heel groot",
  credits: "Met dank aan",
} as const;
