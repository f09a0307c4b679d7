/** Leading an intervision at the table, on a tablet: one step at a time, a quiet clock, and notes that keep themselves. Safety comes first (E-02). */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { Select } from "@/design/Select";
import { TextArea } from "@/design/TextArea";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { Agreements } from "../evaluation/Agreements";
import { Hold } from "../evaluation/IntervisionPage";
import { LessonsOf } from "../evaluation/Lessons";
import { type AgendaItem, type Intervision, intervisionQuery } from "../evaluation/queries";
import { EarlierList } from "./EarlierList";
import styles from "./intervision.module.css";
import { type MethodStep, minutesOf } from "./queries";
import { leftOf, type Stage, stagesOf } from "./stages";
import { useNote } from "./useNote";

/** A colleague writes on another tablet: every few seconds what they wrote is here too. */
const together = 5000;

export function LeadPage() {
  const t = useT();
  const { intervisionId } = useParams({ from: "/shell/intervisie/$intervisionId/leiden" });
  const found = useQuery({ ...intervisionQuery(intervisionId), refetchInterval: together });
  return (
    <Page
      title={found.data?.title || t("evaluation.title")}
      above={<Link to="/intervisie/$intervisionId" params={{ intervisionId }}>{t("intervision.lead.back")}</Link>}
    >
      <QueryView query={found}>{(one) => <Leading of={one} />}</QueryView>
    </Page>
  );
}

function Leading({ of }: { of: Intervision }) {
  const t = useT();
  const { stap = 1, punt } = useSearch({ from: "/shell/intervisie/$intervisionId/leiden" });
  const navigate = useNavigate({ from: "/intervisie/$intervisionId/leiden" });
  const stages = stagesOf(of);
  const at = Math.min(Math.max(stap, 1), stages.length);
  const stage = stages[at - 1] ?? { kind: "safety" as const };
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(at);
  // The next step is read from its beginning, also by who listens.
  useEffect(() => {
    if (moved.current !== at) heading.current?.focus();
    moved.current = at;
  }, [at]);
  const go = (to: number) => void navigate({ search: { stap: to, punt }, replace: true, resetScroll: false });
  const nameOf = (one: Stage) => (one.kind === "step" ? inLanguage(t.language, one.step, "title") : t(`intervision.lead.${one.kind}`));
  return (
    <div className={styles.leading}>
      <nav aria-label={t("intervision.lead.stages")}>
        <ol className={styles.stages}>
          {stages.map((one, index) => (
            <li key={`${one.kind}${index}`}>
              <button type="button" className={styles.stage} aria-current={index + 1 === at ? "step" : undefined} onClick={() => go(index + 1)}>{nameOf(one)}</button>
            </li>
          ))}
        </ol>
      </nav>
      <section className={styles.now}>
        <p className="soft">{t("intervision.lead.step", { n: String(at), all: String(stages.length) })}</p>
        <h2 ref={heading} tabIndex={-1} className={styles.big}>{nameOf(stage)}</h2>
        <Content of={of} stage={stage} topic={punt} onTopic={(id) => void navigate({ search: { stap: at, punt: id }, replace: true, resetScroll: false })} />
      </section>
      <div className={styles.turn}>
        <Button isDisabled={at === 1} onPress={() => go(at - 1)}>{t("intervision.lead.prev")}</Button>
        {at < stages.length && <Button kind="primary" onPress={() => go(at + 1)}>{t("intervision.lead.next")}</Button>}
      </div>
    </div>
  );
}

interface ContentProps {
  of: Intervision;
  stage: Stage;
  topic: string | undefined;
  onTopic: (id: string) => void;
}

function Content({ of, stage, topic, onTopic }: ContentProps) {
  const t = useT();
  const safety = of.agenda?.find((item) => item.safety);
  switch (stage.kind) {
    case "before":
      return <><p>{t("intervision.earlier.lead")}</p><EarlierList list={of.earlier ?? []} refresh={[["intervisions"], ["agreements"]]} /></>;
    case "safety":
      return <><p className={styles.large}>{t("evaluation.session.safety.why")}</p>{safety && <Note key={safety.id} of={of} item={safety} name={t("evaluation.session.safety")} />}</>;
    case "close":
      return (
        <div className={styles.closing}>
          <Agreements of={of} />
          <LessonsOf intervisionId={of.id ?? ""} />
          {of.state !== "STATE_HELD" && <Hold of={of} toSafety={() => undefined} />}
        </div>
      );
    case "step":
      return <Step of={of} step={stage.step} n={stage.n} topic={topic} onTopic={onTopic} />;
  }
}

function Step({ of, step, n, topic, onTopic }: { of: Intervision; step: MethodStep; n: number; topic: string | undefined; onTopic: (id: string) => void }) {
  const t = useT();
  const questions = inLanguage(t.language, step, "questions").split("\n").filter((line) => line.trim() !== "");
  const items = (of.agenda ?? []).filter((item) => !item.safety);
  const item = items.find((one) => one.id === topic) ?? items[0];
  return (
    <>
      <p className={styles.large}>{inLanguage(t.language, step, "text")}</p>
      {questions.length > 0 && (
        <section className={styles.questions}>
          <h3>{t("intervision.lead.questions")}</h3>
          <ul>{questions.map((line) => <li key={line}>{line}</li>)}</ul>
        </section>
      )}
      <Clock key={n} id={`${of.id}:${n}`} minutes={minutesOf(step.lasts)} />
      {items.length > 1 && (
        <Select
          label={t("intervision.lead.topic")}
          options={items.map((one) => ({ value: one.id ?? "", label: one.topic ?? "" }))}
          value={item?.id ?? null}
          onChange={onTopic}
        />
      )}
      {item ? <Note key={item.id} of={of} item={item} name={item.topic ?? ""} /> : <p className="soft">{t("intervision.lead.topic.none")}</p>}
    </>
  );
}

function Note({ of, item, name }: { of: Intervision; item: AgendaItem; name: string }) {
  const t = useT();
  const note = useNote(of, item);
  const nothing = t("evaluation.session.safety.nothing.line");
  return (
    <div className={styles.note}>
      <TextArea label={t("intervision.lead.note", { topic: name })} description={t("intervision.lead.note.help")} value={note.text} onChange={note.write} maxLength={4000} />
      <div className="cluster">
        {item.safety && note.text.trim() === "" && <Button onPress={() => note.write(nothing)}>{t("evaluation.session.safety.nothing")}</Button>}
        <p className="soft small" role="status">{t(`intervision.lead.note.${note.state}`)}</p>
      </div>
    </div>
  );
}

/** A hint and never a limit: it makes no sound and turns no colour. */
function Clock({ id, minutes }: { id: string; minutes: number }) {
  const t = useT();
  const [started, setStarted] = useDraft<number | null>(`intervision:time:${id}`, null);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (started === null) return;
    const timer = setInterval(() => setNow(Date.now()), 5000);
    return () => clearInterval(timer);
  }, [started]);
  if (minutes === 0) return null;
  const left = leftOf(started, minutes, now);
  const said = left === null ? t("intervision.lead.time.about", { n: String(minutes) })
    : left <= 0 ? t("intervision.lead.time.over") : left === 1 ? t("intervision.lead.time.last") : t("intervision.lead.time.left", { n: String(left) });
  return (
    <section className={styles.clock} aria-label={t("intervision.lead.time")}>
      <p role="timer">{said}</p>
      <Button
        size="small"
        onPress={() => {
          setNow(Date.now());
          setStarted(started === null ? Date.now() : null);
        }}
      >
        {started === null ? t("intervision.lead.time.start") : t("intervision.lead.time.stop")}
      </Button>
    </section>
  );
}
