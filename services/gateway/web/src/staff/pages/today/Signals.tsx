/** The quiet signals, most tender first: whom it is about, why, and the next step. What can wait goes to "later". */
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { Initials } from "@/design/Initials";
import { useLink } from "@/design/link";
import { QueryView } from "@/design/QueryView";
import { toast } from "@/design/Toast";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { SunWithFace } from "@/pictograms";
import { useChange } from "@/staff/change";
import { ChangeNote } from "../evaluation/Notes";
import { useCalled, usePeopleOf } from "../evaluation/people";
import { allSignalsQuery, asked, type Signal, wake } from "./queries";
import { SnoozeDialog } from "./SnoozeDialog";
import { stepOf } from "./steps";
import styles from "./today.module.css";

const atOnce = 12;

export function Signals({ query }: { query: UseQueryResult<Signal[]> }) {
  const t = useT();
  return (
    <section className="stack" aria-label={t("today.signals.title")}>
      <QueryView
        query={query}
        empty={<EmptyState title={t("today.quiet.title")} text={t("today.quiet.text")} pictogram={SunWithFace} />}
      >
        {(list) => <Some of={list} />}
      </QueryView>
      {query.data && <Later now={query.data} />}
    </section>
  );
}

/** A screen's worth at once; the tender ones come first, so nobody misses them. */
function Some({ of }: { of: Signal[] }) {
  const t = useT();
  const [shown, setShown] = useState(atOnce);
  return (
    <>
      <Rows of={of.slice(0, shown)} />
      {of.length > shown && <div><Button onPress={() => setShown(shown + atOnce)}>{t("common.more")}</Button></div>}
    </>
  );
}

function Rows({ of, later = false }: { of: Signal[]; later?: boolean }) {
  const peopleOf = usePeopleOf(of.map((signal) => signal.matchId));
  const people = useCalled(of.flatMap((signal) => [signal.clientId, ...peopleOf(signal.matchId)]));
  return (
    <ul className="stack plain-list">
      {of.map((signal) => (
        <li key={signal.id}><Row of={signal} together={peopleOf(signal.matchId)} people={people} later={later} /></li>
      ))}
    </ul>
  );
}

interface RowProps {
  of: Signal;
  /** Who is in the match it is about. */
  together: string[];
  people: ReturnType<typeof useCalled>;
  later: boolean;
}

function Row({ of, together, people, later }: RowProps) {
  const t = useT();
  const { nameOf, called } = people;
  const others = together.filter((id) => id !== of.clientId);
  const who = of.clientId ? nameOf(of.clientId) : together.length > 0 ? called(together) : t(`today.kind.${of.kind ?? "KIND_UNSPECIFIED"}`);
  const marks = of.clientId ? [of.clientId] : together.slice(0, 3);
  return (
    <Card
      mark={marks.length > 0 && <span className={styles.marks}>{marks.map((id) => <Initials key={id} name={nameOf(id)} />)}</span>}
      title={who}
      note={of.clientId && others.length > 0 ? t("today.together", { names: called(others) }) : undefined}
      actions={
        <>
          <Step of={of} who={who} name={nameOf(of.clientId ?? "", true)} />
          {of.kind === "KIND_FOLLOW_UP" && !later && <Asked of={of} who={who} />}
          {later ? <Wake of={of} who={who} /> : <Snooze of={of} who={who} />}
        </>
      }
    >
      <div className={styles.why}>
        <Chip tone="apricot">{t(`today.kind.${of.kind ?? "KIND_UNSPECIFIED"}`)}</Chip>
        <p>{inLanguage(t.language, of, "why")}</p>
        <p className="soft">{inLanguage(t.language, of, "next")}</p>
      </div>
    </Card>
  );
}

function Step({ of, who, name }: { of: Signal; who: string; name: string }) {
  const t = useT();
  const step = stepOf(of);
  const link = useLink(step?.href ?? "/");
  if (!step) return null;
  const words = step.kind === "person" ? t("today.step.person", { name }) : t(`today.step.${step.kind}`);
  return <a {...link} className={buttonClass()} aria-label={t("today.step.of", { step: words, who })}>{words}</a>;
}

/** After an ending somebody asks how each is (M-16); once that is done the signal has no cause any more. */
function Asked({ of, who }: { of: Signal; who: string }) {
  const t = useT();
  const done = useChange({
    run: (_: void, once) => asked(of, once),
    refresh: [["signals"], ["matches"]],
    onDone: () => toast(t("today.asked.done")),
  });
  return (
    <>
      <Button isPending={done.isPending} aria-label={t("today.asked.of", { who })} onPress={() => done.start()}>{t("today.asked")}</Button>
      <ChangeNote problem={done.problem} />
    </>
  );
}

function Snooze({ of, who }: { of: Signal; who: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="quiet" aria-label={t("today.snooze.of", { who })} onPress={() => setOpen(true)}>{t("today.snooze")}</Button>
      {open && <SnoozeDialog of={of} who={who} onClose={() => setOpen(false)} />}
    </>
  );
}

function Wake({ of, who }: { of: Signal; who: string }) {
  const t = useT();
  const back = useChange({
    run: (_: void, once) => wake(of, once),
    refresh: [["signals"]],
    onDone: () => toast(t("today.wake.done")),
  });
  return (
    <>
      <Button kind="quiet" isPending={back.isPending} aria-label={t("today.wake.of", { who })} onPress={() => back.start()}>{t("today.wake")}</Button>
      <ChangeNote problem={back.problem} />
    </>
  );
}

/** What was put off, only for who asks. */
function Later({ now }: { now: Signal[] }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const all = useQuery({ ...allSignalsQuery, enabled: open });
  const shown = new Set(now.map((signal) => signal.id));
  const later = (all.data ?? []).filter((signal) => !shown.has(signal.id));
  return (
    <div className={styles.later}>
      <div className="cluster">
        <Button kind="quiet" size="small" aria-expanded={open} onPress={() => setOpen(!open)}>{open ? t("today.later.hide") : t("today.later.show")}</Button>
        <Link to="/tussenstand" className={buttonClass("quiet", "small")}>{t("today.evaluations")}</Link>
      </div>
      {open && (
        <section className="stack" aria-label={t("today.later.title")}>
          <QueryView query={all}>{() => (later.length > 0 ? <Rows of={later} later /> : <p className="soft">{t("today.later.none")}</p>)}</QueryView>
        </section>
      )}
    </div>
  );
}
