/** The pictures, one question at a time. After the last one it goes by itself. */
import { useState } from "react";
import { forgetDevice } from "@/api/card";
import { type Picture, pictures, placeAfter, usePicturesT } from "@/app/picture-code/pictures";
import { PictureKeys } from "@/app/picture-code/PictureKeys";
import { ClientPage } from "@/client/ClientPage";
import { useT } from "@/i18n/client";
import styles from "./card.module.css";

export interface PickProps {
  length: number;
  remembered: boolean;
  onPicked: (chosen: Picture[]) => void;
  onOther: () => void;
  busy: boolean;
}

export function Pick({ length, remembered, onPicked, onOther, busy }: PickProps) {
  const t = useT();
  const words = usePicturesT();
  const [chosen, setChosen] = useState<Picture[]>([]);
  const pick = (picture: Picture) => {
    const next = [...chosen, picture];
    setChosen(next);
    if (next.length === length) onPicked(next);
  };
  // Somebody else at a device that remembers: it forgets, for it is not theirs alone.
  const other = () => void forgetDevice().catch(() => null).then(onOther);
  const place = placeAfter(Math.min(chosen.length, length - 1));
  return (
    <ClientPage
      home
      title={words(`pictures.pick.${place}`)}
      question={t("card.pickNote")}
      moment={`pick ${chosen.length}`}
      aloud={pictures.map((picture) => words(`pictures.${picture}`))}
    >
      <PictureKeys chosen={chosen.length} length={length} onPick={pick} onBack={() => setChosen(chosen.slice(0, -1))} onAgain={() => setChosen([])} busy={busy || chosen.length === length} />
      {remembered && <button type="button" className={styles.quiet} onClick={other}>{t("card.notMe")}</button>}
    </ClientPage>
  );
}
