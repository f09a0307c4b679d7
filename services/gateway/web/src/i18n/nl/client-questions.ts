/** Questionnaires of the organisation. Dutch is the source; sentences as short as in `client`. */
export default {
  title: "Vragen",
  note: "Een paar vragen. Het mag.",
  begin: "Wil je hier iets over vertellen?",
  goOn: "Wil je verder vertellen?",
  beginText: "Je krijgt steeds één vraag.",
  yes: "Ja, beginnen",
  further: "Ja, verder",
  skipFine: "Overslaan mag altijd.",
  no: "Nu niet",
  noNote: "Dat is goed. Niemand vraagt waarom.",
  thanks: "Dank je wel",
  group: "Wij kijken alleen naar iedereen samen.",
  left: "Je doet het niet",
  leftText: "Dat is goed.",
  again: "Ik doe het toch",
} as const;
