/** Thinking along with support workers. Very short sentences. Dutch is the source. */
export default {
  title: "Denk je mee?",
  about: "Begeleiders praten over samen op pad gaan.",
  yours: "Jij weet hoe het is. Jouw mening helpt.",
  fine: "Ja, misschien of nee. Alles is goed.",
  when: "Wanneer",
  who: "Met {names}",
  yesTitle: "Fijn, jij komt",
  yes1: "De begeleiders weten het nu.",
  maybeTitle: "Misschien kom je",
  noTitle: "Jij komt niet",
  no1: "Dat is goed. Niemand vraagt waarom.",
  change: "Toch iets anders",
  off: "Het gaat niet door.",
  been: "Dank je wel voor het meedenken",
  beenText: "Het is geweest.",
  gone: "Deze vraag is er niet meer",
} as const;
