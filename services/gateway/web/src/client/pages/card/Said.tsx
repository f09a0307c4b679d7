/** When it does not go by itself: what happened, in kind words, and what to do now. No figures, nothing to be ashamed of. */
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import type { Drawing } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import { Camera, CounterclockwiseArrowsButton, IdentificationCard, PeopleDialogue, PuzzlePiece, SleepingFace, ThinkingFace, ThreeOclock } from "@/pictograms";
import { Told } from "./Begin";

interface Way {
  words: string;
  picture: Drawing;
  onPress: () => void;
  first?: boolean;
}

function Said({ title, sentences, picture, ways }: { title: string; sentences: string[]; picture: Drawing; ways: Way[] }) {
  return (
    <ClientPage home title={title} moment={title} aloud={[...sentences, ...ways.map((way) => way.words)]}>
      <Told picture={picture} sentences={sentences} />
      <Doings single>
        {ways.map(({ words, picture: drawing, onPress, first }) => (
          <Doing key={words} tone={first ? "leaf" : "plain"} picture={drawing} words={words} onPress={onPress} />
        ))}
      </Doings>
    </ClientPage>
  );
}

type Again = { onAgain: () => void };

export function OtherPictures({ onAgain, onForgotten }: Again & { onForgotten: () => void }) {
  const t = useT();
  return (
    <Said
      title={t("card.other.title")}
      sentences={[t("card.other.text")]}
      picture={ThinkingFace}
      ways={[
        { words: t("card.other.again"), picture: CounterclockwiseArrowsButton, onPress: onAgain, first: true },
        { words: t("card.other.lost"), picture: PeopleDialogue, onPress: onForgotten },
      ]}
    />
  );
}

export function Forgotten({ onAgain }: Again) {
  const t = useT();
  return (
    <Said
      title={t("card.lost.title")}
      sentences={[t("card.lost.text"), t("card.lost.text2")]}
      picture={PeopleDialogue}
      ways={[{ words: t("card.other.again"), picture: CounterclockwiseArrowsButton, onPress: onAgain }]}
    />
  );
}

export function Rests({ onAgain }: Again) {
  const t = useT();
  return (
    <Said
      title={t("card.rests.title")}
      sentences={[t("card.rests.text"), t("card.rests.text2"), t("card.rests.text3")]}
      picture={SleepingFace}
      ways={[{ words: t("card.other.again"), picture: CounterclockwiseArrowsButton, onPress: onAgain }]}
    />
  );
}

export function Gone({ onScan }: { onScan: () => void }) {
  const t = useT();
  return (
    <Said
      title={t("card.gone.title")}
      sentences={[t("card.gone.text"), t("card.gone.text2")]}
      picture={IdentificationCard}
      ways={[{ words: t("card.gone.scan"), picture: Camera, onPress: onScan, first: true }]}
    />
  );
}

export function Unchosen({ onAgain }: Again) {
  const t = useT();
  return (
    <Said
      title={t("card.unchosen.title")}
      sentences={[t("card.unchosen.text")]}
      picture={PuzzlePiece}
      ways={[{ words: t("card.other.again"), picture: CounterclockwiseArrowsButton, onPress: onAgain }]}
    />
  );
}

export function Later({ onAgain }: Again) {
  const t = useT();
  return (
    <Said
      title={t("card.later.title")}
      sentences={[t("card.later.text")]}
      picture={ThreeOclock}
      ways={[{ words: t("card.other.again"), picture: CounterclockwiseArrowsButton, onPress: onAgain, first: true }]}
    />
  );
}
