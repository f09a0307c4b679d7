/** Today. Dutch is the source. */
export default {
  title: "Vandaag",
  "greeting.morning": "Goedemorgen, {name}",
  "greeting.afternoon": "Goedemiddag, {name}",
  "greeting.evening": "Goedenavond, {name}",
  "quiet.title": "Het is rustig",
  "quiet.text": "Niets vraagt nu je aandacht. Stilte is goed nieuws.",
  lead: "Dit vraagt vandaag een beetje aandacht.",
} as const;
