/** Vergeet mij: korte zinnen. Dutch is the source. */
export default {
  title: "Vergeet mij",
  question: "Wil je dat Optrek jou vergeet?",
  text1: "Je begeleider praat eerst met jou.",
  text2: "Er gaat nu niets weg.",
  held: "Iets moet nog even bewaard blijven. Je begeleider legt het uit.",
  no: "Nee, laat maar",
  yes: "Ja, dat wil ik",
  yesNote: "Je begeleider ziet dat je dit wilt.",
  mapOnly: "Alleen mijn kaart wissen",
  asked: "Je begeleider weet het",
  waiting: "Je krijgt tijd om na te denken",
  notYet: "Er is nog niets weg. Het kan nog terug.",
  cancel: "Toch niet",
  okay: "Goed zo",
};
