/** One picture out of the things people do. */
import { QuestionPage } from "@/client/ask/QuestionPage";
import { type Thing, things, thingWords } from "@/client/pictures";
import { useT } from "@/i18n/client";

export interface PickThingProps {
  question: string;
  hint?: string;
  back: string;
  chosen: Thing | undefined;
  onChoose: (thing: Thing) => void;
  onNext: () => void;
  onSkip: () => void;
}

export function PickThing({ chosen, onChoose, ...rest }: PickThingProps) {
  const t = useT();
  return (
    <QuestionPage<Thing>
      {...rest}
      many
      choices={thingWords.map((value) => ({ value, words: t(`map.thing.${value}`), picture: things[value].of }))}
      chosen={chosen ? [chosen] : []}
      onChoose={([thing]) => thing && onChoose(thing)}
    />
  );
}
