/** Choosing my pictures: how many, then one after another, and once more to be sure. They are never shown. */
import { useSession } from "@/api/session";
import { ChoosePictures } from "@/app/picture-code/ChoosePictures";
import { usePicturesT } from "@/app/picture-code/pictures";
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { Locked, PuzzlePiece, ThumbsUp } from "@/pictograms";
import styles from "./card.module.css";
import { choosePictures } from "./queries";

export function MyPicturesPage() {
  const t = useT();
  const words = usePicturesT();
  const me = useSession().data?.person ?? "";
  const choose = useTell((chosen: string[], once) => choosePictures(me, chosen, once), "loginCards");
  if (choose.said) return <Told title={t("card.chosen.title")} sentences={[t("card.chosen.text"), t("card.chosen.text2")]} picture={ThumbsUp} back="/mijn/kaart" />;
  return (
    <ChoosePictures
      busy={choose.busy}
      onChosen={(chosen) => choose.send(chosen)}
      howMany={(take) => (
        <Doings single>
          <Doing tone="leaf" picture={PuzzlePiece} words={words("pictures.three")} note={words("pictures.threeNote")} onPress={() => take(3)} />
          <Doing tone="sky" picture={Locked} words={words("pictures.four")} note={words("pictures.fourNote")} onPress={() => take(4)} />
        </Doings>
      )}
      frame={({ question, note, aloud, said }, content) => (
        <ClientPage title={question} question={note} back="/mijn/kaart" moment={question + (said ?? "")} aloud={said ? [said, ...aloud] : aloud}>
          {said && <p role="status" className={styles.said}>{said}</p>}
          {content}
          <ErrorNote problem={choose.problem} onRetry={choose.again} />
        </ClientPage>
      )}
    />
  );
}
