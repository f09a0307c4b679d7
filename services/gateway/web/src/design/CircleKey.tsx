/** The key under a drawing: who the letters are, who belongs together, and what the lines and faces say. For the eye: the buttons say it themselves. */
import { useCirclesT } from "@/i18n/circles";
import styles from "./Circles.module.css";
import { threadPath } from "./CircleArt";
import type { Placed } from "./circles-layout";
import { type Feeling, grouped, type Person, usePlaceWords } from "./circles-words";
import { Face } from "./Face";
import { Pictogram } from "./Pictogram";
import { cx } from "./class";

interface KeyProps {
  placed: readonly Placed<Person>[];
  names: boolean;
  outside: readonly Person[];
}

const feelings: readonly Feeling[] = ["good", "mixed", "hard"];

export function CircleKey({ placed, names, outside }: KeyProps) {
  const t = useCirclesT();
  const words = usePlaceWords();
  const people = placed.map(({ person }) => person);
  const letters = new Map(placed.map(({ person, lines }) => [person.id, lines[0] ?? ""]));
  const felt = feelings.filter((feeling) => [...people, ...outside].some((person) => person.feeling === feeling));
  const groups = grouped([...people].sort((a, b) => (a.group ?? "~").localeCompare(b.group ?? "~")));
  return (
    <div className={styles.key} aria-hidden="true">
      {groups.length > 0 && (
        <ul className={cx("plain-list", styles.groups)} data-letters={!names || undefined}>
          {groups.map(({ kind, people: members }) => (
            <li key={members[0]?.id}>
              <b><i className={styles.dot} data-kind={members[0]?.group}>{members[0]?.picture && <Pictogram of={members[0].picture} size="1.7em" />}</i>{kind || t("circles.noKind")}</b>
              {names ? (
                <span>{members.map((person) => person.name).join(", ")}</span>
              ) : (
                members.map((person) => <span key={person.id} className={styles.entry}><i>{letters.get(person.id)}</i><span>{person.name}</span></span>)
              )}
            </li>
          ))}
        </ul>
      )}
      {felt.length > 0 && (
        <ul className={cx("plain-list", styles.feelings)}>
          {felt.map((feeling) => (
            <li key={feeling}>
              <svg viewBox="0 -4 36 8" className={styles.sample}><path d={threadPath(36, feeling)} className={styles.thread} data-feeling={feeling} /></svg>
              <Face feeling={feeling} className={styles.small} />
              {words.feeling(feeling)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
