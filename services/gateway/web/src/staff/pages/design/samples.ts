/** Made-up content to show the components with. Never in a build. */
import type { Problem } from "@/api/problem";
import type { Person } from "@/design/Circles";

export const problem: Problem = {
  code: "WISH_EMPTY",
  status: 400,
  text: { nl: "Schrijf of teken eerst een wens. De rest kan later.", en: "Write or draw a wish first. The rest can wait." },
  fields: { "wish.ownWords": "Een paar woorden is genoeg." },
  reference: "7F3A-20",
};

export const offline: Problem = { code: "OFFLINE", status: 0, text: {}, fields: {} };

const who = (id: string, name: string, circle: Person["circle"], kind: string): Person => ({ id, name, circle, kind, group: kind });
export const people: Person[] = [
  who("1", "Tante Riet", "close", "familie"),
  who("2", "Moussa", "close", "vrienden"),
  who("3", "Mevrouw Bos", "near", "buren"),
  who("4", "Jan-Willem", "near", "club"),
  who("5", "Fatima", "near", "cursus"),
  who("6", "Sanne", "near", "professional"),
  who("7", "Bakker Evers", "further", "buurt en winkel"),
  who("8", "Dirk", "further", "club"),
  who("9", "Anneke", "further", "kerk"),
  who("10", "Yusuf", "further", "sport"),
  who("11", "Buurvrouw Li", "further", "buren"),
];

export const road = [
  { id: "idea", label: "Een idee", note: "in maart" },
  { id: "approached", label: "Gevraagd" },
  { id: "talk", label: "In gesprek", note: "met Karin" },
  { id: "learning", label: "Leert" },
  { id: "active", label: "Actief" },
];

export const places = [
  { value: "wijkhuis", label: "Wijkhuis De Linde", description: "Rolstoel kan naar binnen, het is er rustig" },
  { value: "zwembad", label: "Zwembad Het Gelderse Hout", description: "Tillift, bus 4 stopt voor de deur" },
  { value: "bieb", label: "Bibliotheek" },
];

export const accents = [
  { value: "#a8431c", label: "LSR" },
  { value: "#8f2d56", label: "Dichterbij" },
  { value: "#0b6e6e", label: "Een groene" },
  { value: "#ffd400", label: "Een felgele" },
  { value: "#808080", label: "Een grijze" },
];

export const texts = {
  title: "Onderdelen",
  lead: "Alles waarmee pagina’s gemaakt worden. Alleen in ontwikkeling.",
  liking: "Licht, donker, groot, rustig", accent: "Kleur van de organisatie",
  colours: "Kleuren", letters: "Letters en afstanden", pictures: "Beelden", broken: "Een pagina die niet laadt",
  more: "Nog meer velden", empty: "Nog leeg", filled: "Ingevuld", locked: "Nu niet te wijzigen", noPlace: "Niets gevonden",
  buttons: "Knoppen", primary: "Samen afspreken", secondary: "Later", quiet: "Lees meer", care: "Zorg melden", pending: "Bezig", disabled: "Kan nu niet",
  fields: "Velden", wish: "Wens", wishHelp: "In eigen woorden, of met een tekening.", wishValue: "Ik wil weer eens vissen.", story: "Wat speelt er?",
  place: "Waar?", placeHelp: "Begin te typen.", daypart: "Wanneer past het?", morning: "Ochtend", afternoon: "Middag", evening: "Avond",
  share: "Sanne mag dit zien", shareHelp: "Je kunt dit altijd weer uitzetten.",
  distance: "Hoe dichtbij ben je?", alongside: "Ernaast", alongsideHelp: "Je gaat mee en doet samen.", onCall: "Op de achtergrond", onCallHelp: "Je bent er als iemand belt.",
  states: "Toestanden", emptyTitle: "Het is rustig", emptyText: "Niets vraagt nu je aandacht. Stilte is goed nieuws.",
  cards: "Kaarten", cardTitle: "Lieke en Moussa", cardNote: "elke donderdag koken", cardText: "Ze houden allebei van koken en wonen tien minuten van elkaar met de bus.", chips: ["kennismaken", "op weg", "pauze", "koken", "donderdagavond"],
  open: "Dialoog openen", dialogTitle: "Stoppen met deze koppeling", dialogText: "Er mag een eind komen aan een koppeling. We spreken met ieder apart.", toast: "Bericht met terugweg", toasted: "Lieke staat niet meer op de lijst",
  road: "De weg", roadLabel: "De weg van Moussa", map: "Netwerkkaart", tabs: "Tabbladen", tabA: "Nu", tabB: "Een jaar geleden",
  table: "Tabel", tableCaption: "Plekken in de wijk", colPlace: "Plek", colReach: "Te bereiken", colDays: "Dagen",
  question: "Hoe was het samen?", good: "Fijn", fine: "Gewoon", hard: "Lastig",
  tiles: "Grote tegels", people: "Mijn mensen", going: "Erop uit",
};
