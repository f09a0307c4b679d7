/** Small things several pages about matches show. */
import { Link, useLocation } from "@tanstack/react-router";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { Initials } from "@/design/Initials";
import type { Problem } from "@/api/problem";
import { inLanguage } from "@/i18n/core";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useElsewhere } from "@/names/elsewhere";
import { useNames } from "@/names/names";
import { isOvertaken } from "@/staff/change";
import type { Match, Sentence } from "./queries";
import { invited, members, namesIn } from "./road";
import styles from "./matches.module.css";

/** Who is in it: not whoever was asked and has not answered yet. */
export const idsOf = (match: Match | undefined): string[] => members(match).map((person) => person.clientId ?? "");

/** The people of matches by name. `called(match)`: "Daan en Noor"; with `full` their whole names. */
export function useMatchNames(matches: readonly (Match | undefined)[]) {
  const t = useT();
  const format = useFormat();
  const nameOf = useNames(matches.flatMap((match) => [...idsOf(match), ...invited(match).map((person) => person.clientId)]));
  const elsewhere = useElsewhere(matches);
  return {
    nameOf,
    called: (match: Match | undefined, full = false) => {
      const across = elsewhere(match);
      return format.list([...idsOf(match).map((id) => nameOf(id, !full)), ...(across ? [across] : [])]);
    },
    names: (ids: readonly string[]) => format.list(ids.map((id) => nameOf(id, true))),
    /** Somebody of another caseload: their own support worker knows the name and records what they say. */
    isHidden: (id: string | undefined) => nameOf(id) === t("common.nameHidden"),
  };
}

/** The people of one match as marks that touch each other. */
export function Marks({ names }: { names: readonly string[] }) {
  return (
    <span className={styles.marks}>
      {names.slice(0, 4).map((name, index) => <Initials key={index} name={name} />)}
    </span>
  );
}

export const say = (language: "nl" | "en", sentence: Sentence | undefined): string =>
  inLanguage(language, { textNl: sentence?.nl, textEn: sentence?.en }, "text");

interface ChangeNoteProps {
  problem: Problem | null;
  labels?: Record<string, string>;
  /** Whom it is about: when a support worker is wanting for them, the way to choose one and back. */
  people?: readonly (string | undefined)[];
}

/** Why a change did not go through. When somebody else was first: that, and that nothing was lost. */
export function ChangeNote({ problem, labels, people }: ChangeNoteProps) {
  const t = useT();
  if (!problem) return null;
  if (!isOvertaken(problem)) return <Refusal problem={problem} labels={labels} people={people} />;
  return (
    <div role="alert" className={styles.overtaken}>
      <p className={styles.strong}>{t("matches.overtaken.title")}</p>
      <p>{t("matches.overtaken.text")}</p>
    </div>
  );
}

/** A problem, and the way on where a support worker is wanted first. Also on pages that see to "somebody else was first" themselves. */
export function Refusal({ problem, labels, people }: ChangeNoteProps) {
  return <><ErrorNote problem={problem} labels={labels} />{people && problem && wantsWorker(problem) && <ChooseWorker of={people} />}</>;
}

/** Whether what is wanted first is a support worker. */
export const wantsWorker = ({ code }: { code?: string }): boolean => code === "SUPPORT_WORKER_NEEDED" || code === "SECOND_SUPPORT_WORKER_NEEDED";

/** Not everything hangs on one support worker (O-01): to the page where one is chosen, and from there back to here. */
export function ChooseWorker({ of }: { of: readonly (string | undefined)[] }) {
  const t = useT();
  const { pathname } = useLocation();
  const nameOf = useNames(of);
  return (
    <div className="cluster">
      {of.filter((id): id is string => !!id && nameOf(id) !== t("common.nameHidden")).map((id) => (
        <Link key={id} to="/mensen/$clientId" params={{ clientId: id }} search={{ deel: "begeleiding", terug: pathname }} className={buttonClass("secondary", "small")}>
          {t("matches.chooseWorker", { name: nameOf(id, true) })}
        </Link>
      ))}
    </div>
  );
}

/** Only for support workers: something the talk may touch upon. */
export function Hints({ of }: { of: readonly Sentence[] | undefined }) {
  const t = useT();
  if (!of || of.length === 0) return null;
  return (
    <div role="note" className={styles.hints} aria-label={t("matches.hints")}>
      <p className={styles.strong}>{t("matches.hints")}</p>
      <ul>{of.map((hint) => <li key={hint.code}>{say(t.language, hint)}</li>)}</ul>
    </div>
  );
}

/** What the server says about what was just done, when it went otherwise than one might think. */
export function Notice({ of }: { of: Sentence | undefined }) {
  const t = useT();
  if (!of?.nl) return null;
  return <p role="status" className={styles.notice}>{say(t.language, of)}</p>;
}

/** A text that several people read names one of them: a gentle question. */
export function NameQuestion({ text, ids }: { text: string; ids: readonly string[] }) {
  const t = useT();
  const nameOf = useNames(ids.filter(Boolean));
  const named = namesIn(text, ids.filter(Boolean).map((id) => nameOf(id, true)));
  return <div aria-live="polite">{named.length > 0 && <p className={styles.hints}>{t("matches.propose.reason.named", { names: named.join(", ") })}</p>}</div>;
}
