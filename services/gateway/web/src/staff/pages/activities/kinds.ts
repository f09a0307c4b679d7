/** What sort of thing it is, each with its picture. */
import type { Drawing } from "@/design/Pictogram";
import {
  ArtistPalette, ClapperBoard, Compass, Cooking, ForkAndKnifeWithPlate, HotBeverage, MusicalNotes, PeopleHoldingHands, PersonWalking,
  ShoppingCart, SoccerBall, VideoGame,
} from "@/pictograms";
import type { Daypart, Kind } from "./queries";

export const kinds = [
  "KIND_COFFEE", "KIND_EATING", "KIND_COOKING", "KIND_OUT", "KIND_SPORT", "KIND_FILM", "KIND_GAMES", "KIND_MUSIC", "KIND_CREATIVE",
  "KIND_SHOPPING", "KIND_MY_CLUB", "KIND_OTHER",
] as const satisfies readonly Kind[];

const pictures: Record<Kind, Drawing> = {
  KIND_UNSPECIFIED: Compass, KIND_COFFEE: HotBeverage, KIND_EATING: ForkAndKnifeWithPlate, KIND_COOKING: Cooking, KIND_OUT: PersonWalking,
  KIND_SPORT: SoccerBall, KIND_FILM: ClapperBoard, KIND_GAMES: VideoGame, KIND_MUSIC: MusicalNotes, KIND_CREATIVE: ArtistPalette,
  KIND_SHOPPING: ShoppingCart, KIND_MY_CLUB: PeopleHoldingHands, KIND_OTHER: Compass,
};
export const pictureOf = (kind: Kind | undefined): Drawing => pictures[kind ?? "KIND_UNSPECIFIED"];

export const dayparts = ["DAYPART_MORNING", "DAYPART_AFTERNOON", "DAYPART_EVENING"] as const satisfies readonly Daypart[];
