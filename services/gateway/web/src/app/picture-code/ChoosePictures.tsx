/**
 * A client chooses the pictures of their picture code: how many, then one after another, and all of them once more. Nothing of what
 * was chosen is shown. `frame` is the page around each question, on either face.
 */
import { type ReactNode, useState } from "react";
import { type Picture, placeAfter, pictures, usePicturesT } from "./pictures";
import { PictureKeys } from "./PictureKeys";

export interface Question {
  question: string;
  note?: string;
  /** What there is to read aloud besides. */
  aloud: readonly string[];
  /** Something to say first, kindly. */
  said?: string;
}

export interface ChoosePicturesProps {
  frame: (asked: Question, content: ReactNode) => ReactNode;
  /** The two ways to answer how many, as the face around it shows choices. */
  howMany: (choose: (length: 3 | 4) => void) => ReactNode;
  onChosen: (chosen: Picture[]) => void;
  busy: boolean;
}

export function ChoosePictures({ frame, howMany, onChosen, busy }: ChoosePicturesProps) {
  const t = usePicturesT();
  const [length, setLength] = useState<3 | 4>();
  const [first, setFirst] = useState<Picture[]>([]);
  const [once, setOnce] = useState<Picture[]>([]);
  const [said, setSaid] = useState("");
  const anew = (why = "") => {
    setFirst([]);
    setOnce([]);
    setSaid(why);
  };
  if (!length) {
    return frame(
      { question: t("pictures.howMany"), note: t("pictures.howManyNote"), aloud: [t("pictures.three"), t("pictures.four")] },
      howMany((wanted) => setLength(wanted)),
    );
  }
  const sure = first.length === length;
  const now = sure ? once : first;
  const pick = (picture: Picture) => {
    const next = [...now, picture];
    setSaid("");
    if (!sure) {
      if (next.length === length && new Set(next).size === 1) return anew(t("pictures.same"));
      return setFirst(next);
    }
    if (next.length < length) return setOnce(next);
    if (next.some((chosen, place) => chosen !== first[place])) return anew(t("pictures.other"));
    setOnce([]); // a second try after a failure asks once more
    onChosen(next);
  };
  const back = () => (sure ? setOnce(once.slice(0, -1)) : setFirst(first.slice(0, -1)));
  const place = placeAfter(now.length);
  return frame(
    {
      question: t(`pictures.${sure ? "once" : "first"}.${place}`),
      note: sure ? t("pictures.onceNote") : undefined,
      aloud: pictures.map((picture) => t(`pictures.${picture}`)),
      said,
    },
    <PictureKeys chosen={now.length} length={length} onPick={pick} onBack={back} onAgain={() => anew()} busy={busy} />,
  );
}
