/** Pictures of kinds of activities. */
import type { Drawing } from "@/design/Pictogram";
import {
  ArtistPalette, Bicycle, ClapperBoard, ForkAndKnifeWithPlate, GameDie, HotBeverage, MusicalNotes, PeopleDialogue, PotOfFood, ShoppingBags,
  SoccerBall, ThoughtBalloon,
} from "@/pictograms";

export const kindPictures = {
  KIND_COFFEE: HotBeverage,
  KIND_EATING: ForkAndKnifeWithPlate,
  KIND_COOKING: PotOfFood,
  KIND_OUT: Bicycle,
  KIND_FILM: ClapperBoard,
  KIND_GAMES: GameDie,
  KIND_SPORT: SoccerBall,
  KIND_MUSIC: MusicalNotes,
  KIND_CREATIVE: ArtistPalette,
  KIND_SHOPPING: ShoppingBags,
  KIND_MY_CLUB: PeopleDialogue,
  KIND_OTHER: ThoughtBalloon,
} as const satisfies Record<string, Drawing>;

export type Kind = keyof typeof kindPictures;
export const kinds = Object.keys(kindPictures) as Kind[];
export const isKind = (kind: string | undefined): kind is Kind => !!kind && kind in kindPictures;
export const kindPicture = (kind: string | undefined): Drawing => (isKind(kind) ? kindPictures[kind] : ThoughtBalloon);
