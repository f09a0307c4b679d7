/** Which social skill somebody wants to learn (N-20), in pictures. What is kept are its Dutch words. */
import { QuestionPage } from "@/client/ask/QuestionPage";
import type { Drawing } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import { Calendar, Ear, HeartSuit, LeftSpeechBubble, PersonRaisingHand, RaisedHand, TelephoneReceiver, WavingHand } from "@/pictograms";

const skills = {
  aanspreken: { said: "iemand aanspreken", of: WavingHand },
  luisteren: { said: "goed luisteren", of: Ear },
  hulp: { said: "hulp vragen", of: PersonRaisingHand },
  nee: { said: "nee zeggen", of: RaisedHand },
  bellen: { said: "bellen", of: TelephoneReceiver },
  afspreken: { said: "iets afspreken", of: Calendar },
  vertellen: { said: "over mezelf vertellen", of: LeftSpeechBubble },
  gevoel: { said: "zeggen wat ik voel", of: HeartSuit },
} as const satisfies Record<string, { said: string; of: Drawing }>;

type Skill = keyof typeof skills;
const keys = Object.keys(skills) as Skill[];

interface PickSkillProps {
  back: string;
  /** The words that are kept. */
  chosen: string | undefined;
  onChoose: (said: string) => void;
  onNext: () => void;
  onSkip: () => void;
}

export function PickSkill({ chosen, onChoose, ...rest }: PickSkillProps) {
  const t = useT();
  return (
    <QuestionPage<Skill>
      {...rest}
      question={t("steps.skill")}
      hint={t("steps.skillHint")}
      many
      choices={keys.map((value) => ({ value, words: t(`steps.skill.${value}`), picture: skills[value].of }))}
      chosen={keys.filter((key) => skills[key].said === chosen)}
      onChoose={([key]) => key && onChoose(skills[key].said)}
    />
  );
}
