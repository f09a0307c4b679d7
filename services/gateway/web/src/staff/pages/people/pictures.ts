/** The pictograms a wish can be told with: their names travel to the server, the drawings stay here. */
import type { Drawing } from "@/design/Pictogram";
import {
  ArtistPalette, Balloon, Bicycle, Bus, Church, ClapperBoard, DogFace, FishingPole, ForkAndKnifeWithPlate, HotBeverage, MusicalNotes, OpenBook,
  PeopleDialogue, PeopleHoldingHands, PersonSwimming, PersonWalking, PotOfFood, PottedPlant, PuzzlePiece, ShoppingCart, SoccerBall, Sun, VideoGame,
} from "@/pictograms";

export const pictures = {
  "people-holding-hands": PeopleHoldingHands,
  "people-dialogue": PeopleDialogue,
  "hot-beverage": HotBeverage,
  "pot-of-food": PotOfFood,
  "fork-and-knife-with-plate": ForkAndKnifeWithPlate,
  "person-walking": PersonWalking,
  bicycle: Bicycle,
  bus: Bus,
  "person-swimming": PersonSwimming,
  "soccer-ball": SoccerBall,
  "clapper-board": ClapperBoard,
  "video-game": VideoGame,
  "puzzle-piece": PuzzlePiece,
  "musical-notes": MusicalNotes,
  "artist-palette": ArtistPalette,
  "potted-plant": PottedPlant,
  "dog-face": DogFace,
  "fishing-pole": FishingPole,
  "shopping-cart": ShoppingCart,
  church: Church,
  balloon: Balloon,
  "open-book": OpenBook,
  sun: Sun,
} as const satisfies Record<string, Drawing>;

export type PictureName = keyof typeof pictures;
export const pictureNames = Object.keys(pictures) as PictureName[];
export const isPicture = (name: string | undefined): name is PictureName => !!name && name in pictures;
