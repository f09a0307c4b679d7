/** How somebody said so: a few fixed words, so that nothing of their own is asked for or travels in an address. */
export const voices = ["spoken", "pictures", "written"] as const;
export type Voice = (typeof voices)[number];
/** What is kept with the yes; the same in both languages, as it is a record. */
export const voiceWords: Record<Voice, string> = { spoken: "gezegd in het gesprek", pictures: "aangewezen met plaatjes", written: "opgeschreven" };
