/** What I am good at: everybody has talents. */
import { useT } from "@/i18n/client";
import { ArtistPalette, CatFace, Compass, Cooking, Ear, FaceWithTearsOfJoy, HammerAndWrench, Laptop, LightBulb, MusicalNotes, OkHand, OpenHands, PottedPlant, SmilingFaceWithSmilingEyes, SoccerBall, SpeakingHead } from "@/pictograms";
import { PickWords } from "./PickWords";

const talents = {
  luisteren: Ear, helpen: OpenHands, "grapjes maken": FaceWithTearsOfJoy, "vrolijk zijn": SmilingFaceWithSmilingEyes, "verhalen vertellen": SpeakingHead,
  uitleggen: LightBulb, geduld: OkHand, "de weg vinden": Compass, koken: Cooking, "zorgen voor dieren": CatFace, "groene vingers": PottedPlant,
  "dingen maken": ArtistPalette, "dingen repareren": HammerAndWrench, "muziek maken": MusicalNotes, sporten: SoccerBall, computer: Laptop,
} as const;
const words = Object.keys(talents) as (keyof typeof talents)[];

export function TalentsPage() {
  const t = useT();
  return (
    <PickWords
      field="talents"
      question={t("client.good.question")}
      known={words.map((value) => ({ value, words: t(`map.${value}`), picture: talents[value] }))}
    />
  );
}
