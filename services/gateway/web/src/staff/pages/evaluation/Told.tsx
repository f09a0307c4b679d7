/** What somebody told, read back with the same words and pictures. Told, never added up. */
import { Pictogram } from "@/design/Pictogram";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import styles from "./evaluation.module.css";
import { changePictures, facePictures, pushPictures } from "./pictures";
import type { Reflection } from "./queries";
import { answersOf, changeOf } from "./reflection";

export function Told({ of, own = false }: { of: Reflection; own?: boolean }) {
  const t = useT();
  const format = useFormat();
  const { faces, push, skipped } = answersOf(of);
  const change = changeOf(of);
  return (
    <div className={styles.told}>
      {of.words && (own ? <p className={styles.words}>{of.words}</p> : <blockquote className={styles.quote}>{of.words}</blockquote>)}
      {(faces.length > 0 || push || change) && (
        <dl className={styles.answers}>
          {faces.map(({ question, face }) => (
            <div key={question}>
              <dt>{t(`evaluation.told.${question}`)}</dt>
              <dd><Pictogram of={facePictures[face]} size="1.75rem" plate /> {t(`evaluation.ask.${face}`)}</dd>
            </div>
          ))}
          {push && (
            <div>
              <dt>{t("evaluation.told.push")}</dt>
              <dd><Pictogram of={pushPictures[push]} size="1.75rem" plate /> {own ? t(`evaluation.look.push.${push}`) : t(`evaluation.ask.${push}`)}</dd>
            </div>
          )}
          {change && (
            <div>
              <dt>{t("evaluation.told.change")}</dt>
              <dd><Pictogram of={changePictures[change]} size="1.75rem" plate /> <Changed of={of} own={own} /></dd>
            </div>
          )}
        </dl>
      )}
      {skipped.length > 0 && (
        <p className="soft small">{t("evaluation.told.skipped", { parts: format.list(skipped.map((part) => t(`evaluation.told.${part}`).toLowerCase())) })}</p>
      )}
    </div>
  );
}

function Changed({ of, own }: { of: Reflection; own: boolean }) {
  const t = useT();
  const words = [
    of.lifeChanged && (own ? t("evaluation.look.life") : t("evaluation.ask.change.life")),
    of.otherWishes && (own ? t("evaluation.look.other") : t("evaluation.ask.change.other")),
  ].filter((word) => word !== false);
  return <span>{words.map((word, index) => <span key={index} className={styles.line}>{word}</span>)}</span>;
}
