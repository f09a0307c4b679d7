/** What asks attention about one person, or about the people of one match; what is less tender can be folded out. */
import { useId, useState } from "react";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { Initials } from "@/design/Initials";
import { useLink } from "@/design/link";
import { toast } from "@/design/Toast";
import { inLanguage } from "@/i18n/core";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { useChange } from "@/staff/change";
import { ChangeNote } from "../evaluation/Notes";
import type { useCalled } from "../evaluation/people";
import type { Group } from "./groups";
import { asked, type Signal, wake } from "./queries";
import { SnoozeDialog } from "./SnoozeDialog";
import { stepOf } from "./steps";
import styles from "./today.module.css";

interface GroupProps {
  of: Group;
  /** Who is in the match it is about. */
  together: string[];
  people: ReturnType<typeof useCalled>;
  later: boolean;
  /** How many are open at once; the others are a fold. */
  open: number;
}

export function GroupCard({ of, together, people, later, open }: GroupProps) {
  const t = useT();
  const more = useId();
  const [unfolded, setUnfolded] = useState(false);
  const { nameOf, called } = people;
  const others = together.filter((id) => id !== of.clientId);
  const first = of.signals[0];
  const who = of.clientId ? nameOf(of.clientId) : together.length > 0 ? called(together) : t(`today.kind.${first?.kind ?? "KIND_UNSPECIFIED"}`);
  const marks = of.clientId ? [of.clientId] : together.slice(0, 3);
  const rest = of.signals.length - open;
  const shown = later || unfolded ? of.signals : of.signals.slice(0, open);
  return (
    <Card
      mark={marks.length > 0 && <span className={styles.marks}>{marks.map((id) => <Initials key={id} name={nameOf(id)} />)}</span>}
      title={who}
      note={of.clientId && others.length > 0 ? t("today.together", { names: called(others) }) : undefined}
    >
      <ul className={`${styles.signals} plain-list`} id={more}>
        {shown.map((signal) => (
          <li key={signal.id} tabIndex={-1} data-signal={signal.id} className={styles.signal}>
            <Row of={signal} who={who} name={nameOf(of.clientId ?? "", true)} later={later} />
          </li>
        ))}
      </ul>
      {!later && rest > 0 && (
        <div>
          <Button kind="quiet" size="small" aria-expanded={unfolded} aria-controls={more} onPress={() => setUnfolded(!unfolded)}>
            {unfolded ? t("today.fold.hide") : t("today.fold")}
          </Button>
        </div>
      )}
    </Card>
  );
}

interface RowProps {
  of: Signal;
  who: string;
  name: string;
  later: boolean;
}

function Row({ of, who, name, later }: RowProps) {
  const t = useT();
  return (
    <>
      <div className={styles.why}>
        <Chip tone="apricot">{t(`today.kind.${of.kind ?? "KIND_UNSPECIFIED"}`)}</Chip>
        <p>{inLanguage(t.language, of, "why")}</p>
        <p className="soft">{inLanguage(t.language, of, "next")}</p>
        {later && <PutOff of={of} />}
        <About of={of} />
      </div>
      <div className="cluster">
        <Step of={of} who={who} name={name} />
        {of.kind === "KIND_FOLLOW_UP" && !later && <Asked of={of} who={who} />}
        {later ? <Wake of={of} who={who} /> : <Snooze of={of} who={who} />}
      </div>
    </>
  );
}

/** Until when it is put off, and what was said then. */
function PutOff({ of }: { of: Signal }) {
  const t = useT();
  const format = useFormat();
  if (!of.snooze?.until) return null;
  return <p className={styles.putOff}>{t("today.later.until", { day: format.day(of.snooze.until), reason: of.snooze.reason ?? "" })}</p>;
}

/** When it goes away by itself, and who else sees it: for who asks. */
function About({ of }: { of: Signal }) {
  const t = useT();
  const format = useFormat();
  const seen = of.seenByIds ?? [];
  const nameOf = useWorkerNames(seen);
  return (
    <details className={styles.about}>
      <summary>{t("today.about")}</summary>
      <p>{inLanguage(t.language, of, "resolves")}</p>
      <p>{seen.length > 0 ? t("today.about.seen", { names: format.list(seen.map((id) => nameOf(id))) }) : t("today.about.alone")}</p>
    </details>
  );
}

function Step({ of, who, name }: Omit<RowProps, "later">) {
  const t = useT();
  const step = stepOf(of);
  const link = useLink(step?.href ?? "/");
  if (!step) return null;
  const words = step.kind === "person" ? t("today.step.person", { name }) : t(`today.step.${step.kind}`);
  return <a {...link} data-step="" className={buttonClass()} aria-label={t("today.step.of", { step: words, who })}>{words}</a>;
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
  const [asking, setAsking] = useState(false);
  return (
    <span data-later="">
      <Button kind="quiet" aria-label={t("today.snooze.of", { who })} onPress={() => setAsking(true)}>{t("today.snooze")}</Button>
      {asking && <SnoozeDialog of={of} who={who} onClose={() => setAsking(false)} />}
    </span>
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
