/** What came of "not right": the answer, to read or to hear, until I say that I know it. */
import { answer, api } from "@/api/client";
import { oneOf } from "@/app/templates";
import type { Correction } from "@/app/personal-data";
import { Doing, Doings } from "@/client/Doing";
import styles from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { aloudOf } from "@/client/words";
import { ErrorNote } from "@/design/ErrorNote";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { ThumbsUp } from "@/pictograms";

export function Answers({ of }: { of: readonly Correction[] }) {
  return <>{of.map((correction) => <One key={correction.id} of={correction} />)}</>;
}

function One({ of }: { of: Correction }) {
  const t = useT();
  const read = useTell((_: string, requestId) => answer(api.POST("/api/v1/corrections/{id}:close", { params: { path: { id: of.id ?? "" } }, body: { requestId } })), "corrections");
  const title = t("mydata.answer", { what: oneOf(t.language, of.labelNl, of.labelEn) });
  const what = t(of.state === "STATE_CORRECTED" ? "mydata.answer.right" : "mydata.answer.kept");
  return (
    <section className={styles.card}>
      <div className={styles.cardTop}>
        <div>
          <h2>{title}</h2>
          <p>{what}</p>
          {of.answer && <p className={styles.large}>{of.answer}</p>}
        </div>
        <ReadAloud text={aloudOf([title, what, of.answer])} />
      </div>
      <Doings single><Doing words={t("mydata.answer.read")} picture={ThumbsUp} onPress={() => read.send("read")} busy={read.busy} /></Doings>
      <ErrorNote problem={read.problem} onRetry={read.again} />
    </section>
  );
}
