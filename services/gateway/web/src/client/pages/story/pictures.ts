/** Pictures one can tell a story with, by their names; both faces and the paper show the same. */
import { Bicycle, ClapperBoard, Cooking, DogFace, Fish, GameDie, HotBeverage, MusicalNotes, PeopleHoldingHands, PersonSwimming, ShoppingCart, SmilingFaceWithSmilingEyes, SoccerBall, Sun } from "@/pictograms";

export const storyPictures = [
  { name: "people-holding-hands", picture: PeopleHoldingHands },
  { name: "smiling-face-with-smiling-eyes", picture: SmilingFaceWithSmilingEyes },
  { name: "hot-beverage", picture: HotBeverage },
  { name: "cooking", picture: Cooking },
  { name: "bicycle", picture: Bicycle },
  { name: "soccer-ball", picture: SoccerBall },
  { name: "person-swimming", picture: PersonSwimming },
  { name: "clapper-board", picture: ClapperBoard },
  { name: "game-die", picture: GameDie },
  { name: "musical-notes", picture: MusicalNotes },
  { name: "shopping-cart", picture: ShoppingCart },
  { name: "dog-face", picture: DogFace },
  { name: "fish", picture: Fish },
  { name: "sun", picture: Sun },
] as const;
