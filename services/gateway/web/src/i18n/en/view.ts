import type { Translation } from "../core";
import type nl from "../nl/view";

export default {
  language: "Language",
  languageNl: "Nederlands",
  languageEn: "English",
  theme: "Light or dark",
  themeAuto: "Same as this device",
  themeLight: "Light",
  themeDark: "Dark",
  calm: "Calm display, nothing moves",
  textSize: "Text size",
  textNormal: "Normal",
  textLarge: "Large",
  textLargest: "Very large",
  credits: "Credits",
} satisfies Translation<typeof nl>;
