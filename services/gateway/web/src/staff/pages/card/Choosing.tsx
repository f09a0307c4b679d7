/** The client chooses their pictures on this screen; the colleague looks away. Nothing else is on it. */
import { ChoosePictures } from "@/app/picture-code/ChoosePictures";
import { type Picture, usePicturesT } from "@/app/picture-code/pictures";
import type { Problem } from "@/api/problem";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/staff";
import styles from "./card.module.css";

export interface ChoosingProps {
  name: string;
  onChosen: (chosen: Picture[]) => void;
  onStop: () => void;
  busy: boolean;
  problem: Problem | null;
}

export function Choosing({ name, onChosen, onStop, busy, problem }: ChoosingProps) {
  const t = useT();
  const words = usePicturesT();
  return (
    <ChoosePictures
      busy={busy}
      onChosen={onChosen}
      howMany={(take) => (
        <div className={styles.howMany}>
          <p>{t("card.pictures.give", { name })}</p>
          <div className="cluster">
            <Button kind="primary" onPress={() => take(3)}>{words("pictures.three")}</Button>
            <Button onPress={() => take(4)}>{words("pictures.four")}</Button>
          </div>
        </div>
      )}
      frame={({ question, note, aloud, said }, content) => (
        <Page title={question} lead={note} actions={<><ReadAloud text={[question, note, said, ...aloud].filter(Boolean).join(". ")} withWords /><Button kind="quiet" onPress={onStop}>{t("card.pictures.stop")}</Button></>}>
          {said && <p role="status" className={styles.said}>{said}</p>}
          <div className={styles.keys}>{content}</div>
          <ErrorNote problem={problem} />
        </Page>
      )}
    />
  );
}
