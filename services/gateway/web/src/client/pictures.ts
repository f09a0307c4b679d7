/**
 * Pictures for what people like and wish. `word` is what is kept (Dutch, small letters: the words matching knows); what stands on
 * the screen is in the catalogue under `thing.<word>`. `name` is the pictogram's name, as a wish keeps it.
 */
import type { Drawing } from "@/design/Pictogram";
import {
  ArtistPalette, Bicycle, Books, Bowling, Bus, ClapperBoard, Cooking, DogFace, FishingPole, ForkAndKnifeWithPlate, GameDie, HotBeverage,
  Laptop, ManDancing, Microphone, MusicalNotes, OpenBook, PeopleDialogue, PeopleHoldingHands, PersonSwimming, PersonWalking, PottedPlant,
  PuzzlePiece, ShoppingBags, SoccerBall, Sun, Television, Train, VideoGame, Yarn,
} from "@/pictograms";

export const things = {
  koken: { name: "cooking", of: Cooking },
  "samen eten": { name: "fork-and-knife-with-plate", of: ForkAndKnifeWithPlate },
  "koffie drinken": { name: "hot-beverage", of: HotBeverage },
  wandelen: { name: "person-walking", of: PersonWalking },
  fietsen: { name: "bicycle", of: Bicycle },
  film: { name: "clapper-board", of: ClapperBoard },
  muziek: { name: "musical-notes", of: MusicalNotes },
  zingen: { name: "microphone", of: Microphone },
  dansen: { name: "man-dancing", of: ManDancing },
  games: { name: "video-game", of: VideoGame },
  spelletjes: { name: "game-die", of: GameDie },
  puzzelen: { name: "puzzle-piece", of: PuzzlePiece },
  voetbal: { name: "soccer-ball", of: SoccerBall },
  zwemmen: { name: "person-swimming", of: PersonSwimming },
  bowlen: { name: "bowling", of: Bowling },
  dieren: { name: "dog-face", of: DogFace },
  tuinieren: { name: "potted-plant", of: PottedPlant },
  knutselen: { name: "artist-palette", of: ArtistPalette },
  handwerken: { name: "yarn", of: Yarn },
  winkelen: { name: "shopping-bags", of: ShoppingBags },
  lezen: { name: "open-book", of: OpenBook },
  "tv kijken": { name: "television", of: Television },
  computer: { name: "laptop", of: Laptop },
  treinen: { name: "train", of: Train },
  vissen: { name: "fishing-pole", of: FishingPole },
} as const satisfies Record<string, { name: string; of: Drawing }>;

export type Thing = keyof typeof things;
export const thingWords = Object.keys(things) as Thing[];

type WishKind = "KIND_COMPANY" | "KIND_TAKING_PART" | "KIND_BREAKING_ISOLATION" | "KIND_LEARNING";
interface WishPicture {
  name: string;
  of: Drawing;
  kind?: WishKind;
  interest?: Thing;
}

const about = (word: Thing): WishPicture => ({ ...things[word], interest: word });

/** What one can wish for, by its name in the catalogue (`wishFor.<key>`). Only what says its own kind gets one. */
export const wishPictures = {
  bezoek: { name: "hot-beverage", of: HotBeverage, kind: "KIND_COMPANY", interest: "koffie drinken" },
  praten: { name: "people-dialogue", of: PeopleDialogue, kind: "KIND_COMPANY" },
  mensen: { name: "people-holding-hands", of: PeopleHoldingHands, kind: "KIND_BREAKING_ISOLATION" },
  buiten: { name: "sun", of: Sun, kind: "KIND_TAKING_PART", interest: "wandelen" },
  eten: { ...about("samen eten"), kind: "KIND_COMPANY" },
  koken: about("koken"),
  film: about("film"),
  muziek: about("muziek"),
  dansen: about("dansen"),
  sport: { ...about("voetbal"), kind: "KIND_TAKING_PART" },
  zwemmen: about("zwemmen"),
  fietsen: about("fietsen"),
  games: about("games"),
  spelletjes: about("spelletjes"),
  winkelen: about("winkelen"),
  dieren: about("dieren"),
  tuin: about("tuinieren"),
  maken: about("knutselen"),
  bus: { name: "bus", of: Bus, kind: "KIND_LEARNING" },
  leren: { name: "books", of: Books, kind: "KIND_LEARNING" },
} as const satisfies Record<string, WishPicture>;

export type WishFor = keyof typeof wishPictures;
export const wishKeys = Object.keys(wishPictures) as WishFor[];

const byName = new Map<string, Drawing>([
  ...Object.values(things).map((thing): [string, Drawing] => [thing.name, thing.of]),
  ...Object.values(wishPictures).map((wish): [string, Drawing] => [wish.name, wish.of]),
]);
/** Other pictures a wish may have got from somebody else. */
const kin: Record<string, Thing> = { "pot-of-food": "koken", pizza: "samen eten", popcorn: "film", "cat-face": "dieren", sunflower: "tuinieren", "shopping-cart": "winkelen", "mobile-phone": "computer", "computer-keyboard": "computer", yarn: "handwerken" };

export const drawingNamed = (name: string | undefined): Drawing | undefined =>
  byName.get(name ?? "") ?? (name && kin[name] ? things[kin[name]].of : undefined);

/** By its own name, or by another that looks the same to the person: a pot of food is cooking. */
export const wishKeyNamed = (name: string | undefined): WishFor | undefined =>
  wishKeys.find((key) => wishPictures[key].name === name) ?? (name && kin[name] ? wishKeys.find((key) => wishPictures[key].of === drawingNamed(name)) : undefined);
