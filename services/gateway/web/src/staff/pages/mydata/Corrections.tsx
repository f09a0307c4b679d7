/** Lines the person said are not right: put right, or kept with the reason, which the person reads. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Correction, isOpen } from "@/app/personal-data";
import { oneOf } from "@/app/templates";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Chip } from "@/design/Chip";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { TextArea } from "@/design/TextArea";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import styles from "./mydata.module.css";
import { answerCorrection, type Client, correctionsQuery } from "./queries";

export function Corrections({ of }: { of: Client }) {
  const t = useT();
  const all = useQuery(correctionsQuery(of.id ?? ""));
  const name = of.givenName ?? "";
  return (
    <section className={styles.group}>
      <h2>{t("mydata.wrong")}</h2>
      <QueryView query={all}>
        {(found) =>
          found.length === 0 ? (
            <p className="soft">{t("mydata.wrong.none", { name })}</p>
          ) : (
            <>{found.map((one) => <One key={one.id} of={one} name={name} />)}</>
          )
        }
      </QueryView>
    </section>
  );
}

function One({ of, name }: { of: Correction; name: string }) {
  const t = useT();
  const format = useFormat();
  return (
    <div className={styles.one}>
      <div className={styles.heading}>
        <h3>{oneOf(t.language, of.labelNl, of.labelEn) || t("mydata.wrong.line")}</h3>
        <Chip tone={isOpen(of) ? "apricot" : undefined}>{t(`mydata.wrong.${of.state ?? "STATE_OPEN"}`)}</Chip>
      </div>
      {of.stood && <blockquote>{of.stood}</blockquote>}
      {of.words && <p>{t("mydata.wrong.words", { name, words: of.words })}</p>}
      <p className="soft small">{t("mydata.wrong.on", { date: format.date(of.askTime ?? "") })}</p>
      {isOpen(of) ? <Reply to={of} name={name} /> : of.answer && <p>{t("mydata.wrong.answered", { words: of.answer })}</p>}
      {!isOpen(of) && of.state !== "STATE_TAKEN_BACK" && <p className="soft small">{t(of.readTime ? "mydata.wrong.read" : "mydata.wrong.unread", { name })}</p>}
    </div>
  );
}

function Reply({ to, name }: { to: Correction; name: string }) {
  const t = useT();
  const [words, write, forget] = useDraft(`correction:${to.id}`, "");
  const [kept, setKept] = useState(false);
  const reply = useChange({
    run: (corrected: boolean, once) => answerCorrection(to, corrected, words, once),
    refresh: [["corrections"], ["clients"]],
    onDone: () => forget(),
  });
  return (
    <>
      <p className="soft small">{t("mydata.wrong.how")}</p>
      <TextArea
        label={t("mydata.wrong.answer", { name })}
        description={t("mydata.wrong.answer.help")}
        value={words}
        onChange={write}
        error={kept && words.trim() === "" ? t("mydata.wrong.why") : reply.problem?.fields["answer"]}
      />
      <ErrorNote problem={reply.problem} />
      <div className={styles.ways}>
        <Button kind="primary" size="small" onPress={() => reply.start(true)} isPending={reply.isPending}>{t("mydata.wrong.right")}</Button>
        <Button size="small" onPress={() => (words.trim() === "" ? setKept(true) : reply.start(false))} isPending={reply.isPending}>{t("mydata.wrong.keep")}</Button>
      </div>
    </>
  );
}
