/** Looking back, as the organisation has it: after how long (E-03), and what is asked (O-04). */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { asked, questionsQuery, type QuestionSet, textOf } from "@/app/questions";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Checkbox } from "@/design/Checkbox";
import { Chip } from "@/design/Chip";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { requestId } from "@/api/client";
import styles from "../evaluation/lookback.module.css";
import { type Rhythm, rhythmQuery, saveRhythm, versionsQuery } from "./queries";

export function LookBackPart() {
  const t = useT();
  const rhythm = useQuery(rhythmQuery);
  return (
    <>
      <p className="soft">{t("lookback.part.lead")}</p>
      <QueryView query={rhythm}>{(now) => <RhythmForm key={now.etag} now={now} />}</QueryView>
      <Questions />
      <Versions />
    </>
  );
}

const some = [1, 2, 3, 4, 6, 9, 12, 18, 24];
const everies = ["0", "3", "6", "12", "24"] as const;

function RhythmForm({ now }: { now: Rhythm }) {
  const t = useT();
  const undo = useUndo();
  const [months, setMonths] = useState(now.months ?? []);
  const [every, setEvery] = useState(String(now.thenEvery ?? 0));
  const [plannedToo, setPlannedToo] = useState(false);
  const refresh = [["lookBackRhythm"], ["interimEvaluations"], ["signals"]];
  const save = useChange({
    run: (_: void, once) => saveRhythm({ months, thenEvery: Number(every), etag: now.etag }, plannedToo, once),
    refresh,
    onDone: () => undo(t("lookback.rhythm.saved"), () => saveRhythm({ months: now.months, thenEvery: now.thenEvery }, plannedToo, requestId()), refresh),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start();
  };
  const choices = [...new Set([...some, ...(now.months ?? [])])].sort((a, b) => a - b);
  const options = [...new Set([...everies, String(now.thenEvery ?? 0)])].sort((a, b) => Number(a) - Number(b));
  return (
    <Card title={t("lookback.rhythm.title")}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <fieldset className={styles.reasons}>
          <legend>{t("lookback.rhythm.months")}</legend>
          <p className="soft small">{t("lookback.rhythm.help")}</p>
          <div className={styles.ticks}>
            {choices.map((n) => (
              <Checkbox key={n} isSelected={months.includes(n)} onChange={(on) => setMonths(on ? [...months, n] : months.filter((one) => one !== n))}>{t.count("lookback.months", n)}</Checkbox>
            ))}
          </div>
        </fieldset>
        <RadioCards
          compact
          label={t("lookback.rhythm.then")}
          value={every}
          onChange={setEvery}
          options={options.map((n) => ({ value: n, label: n === "0" ? t("lookback.rhythm.never") : t.count("lookback.everyMonths", Number(n)) }))}
        />
        <Checkbox isSelected={plannedToo} onChange={setPlannedToo} description={t("lookback.rhythm.planned.help")}>{t("lookback.rhythm.planned")}</Checkbox>
        <ErrorNote problem={save.problem} labels={{ "rhythm.months": t("lookback.rhythm.months") }} />
        <div><Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button></div>
      </form>
    </Card>
  );
}

function Questions() {
  const t = useT();
  const newest = useQuery(questionsQuery());
  return (
    <QueryView query={newest}>
      {(set) => (
        <Card
          title={t("lookback.questions.title")}
          note={set.builtIn ? t("lookback.questions.ours") : t("lookback.questions.own")}
          actions={<Link to="/organisatie/tussenstand/vragen" className={buttonClass("primary")}>{t("lookback.questions.change")}</Link>}
        >
          <Asks of={set} />
        </Card>
      )}
    </QueryView>
  );
}

function Asks({ of }: { of: QuestionSet }) {
  const t = useT();
  return (
    <ol className={styles.asks}>
      {asked(of).map((one) => <li key={one.key}>{textOf(t.language, one, t("lookback.the.other"))} {one.core && <Chip>{t("lookback.questions.core")}</Chip>}</li>)}
    </ol>
  );
}

/** Old looks back keep the words they were asked with: here they are. */
function Versions() {
  const t = useT();
  const format = useFormat();
  const versions = useQuery(versionsQuery);
  const [open, setOpen] = useState("");
  const old = (versions.data ?? []).slice(1);
  if (old.length === 0) return null;
  return (
    <section className="stack">
      <div>
        <h2>{t("lookback.versions.title")}</h2>
        <p className="soft">{t("lookback.versions.lead")}</p>
      </div>
      <ul className={styles.list}>
        {old.map((set) => (
          <li key={set.version} className="stack" style={{ "--gap": "var(--space-3)" } as React.CSSProperties}>
            <div>
              <Button kind="quiet" size="small" aria-expanded={open === set.version} onPress={() => setOpen(open === set.version ? "" : (set.version ?? ""))}>
                {set.builtIn ? t("lookback.versions.ours", { version: set.version ?? "" }) : t("lookback.versions.own", { when: set.createTime ? format.date(set.createTime) : "…" })}
              </Button>
            </div>
            {open === set.version && <Asks of={set} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
