/** The map as a list: the same people, the same words and the same steps as the drawing, circle by circle (N-06). */
import { useEffect, useRef } from "react";
import { useCirclesT } from "@/i18n/circles";
import "./circles-kinds.css";
import styles from "./Circles.module.css";
import { type Circle, circles } from "./circles-layout";
import { closer, further } from "./circles-move";
import { type Person, usePlaceWords } from "./circles-words";
import { Face } from "./Face";
import { initials } from "./Initials";
import { buttonClass } from "./button-class";
import { CircleMark } from "./CircleMark";
import { ReadAloud } from "./ReadAloud";

export interface CircleListProps {
  people: readonly Person[];
  selected?: string;
  onSelect?: (id: string) => void;
  onMove?: (id: string, to: Circle) => void;
  /** A voice for every row. */
  aloud?: boolean;
}

export function CircleList({ people, selected, onSelect, onMove, aloud }: CircleListProps) {
  const words = usePlaceWords();
  const moved = useRef<{ id: string; way: string } | null>(null);
  const list = useRef<HTMLDivElement>(null);
  // Who was moved stands in another group now; the focus goes along, to the same button or the one that is left.
  useEffect(() => {
    const last = moved.current;
    moved.current = null;
    const row = last && list.current?.querySelector(`[data-contact="${CSS.escape(last.id)}"]`);
    if (!row || row.contains(document.activeElement)) return;
    const same = row.querySelector<HTMLElement>(`[data-way="${last.way}"]:not([disabled])`);
    (same ?? row.querySelector<HTMLElement>("button:not([disabled])"))?.focus();
  });
  const move = onMove && ((person: Person, to: Circle, way: string) => {
    moved.current = { id: person.id, way };
    onMove(person.id, to);
  });
  return (
    <div ref={list} className={styles.list}>
      {[...circles, "unsaid" as const].map((circle) => {
        const here = people.filter((person) => person.circle === circle).sort((a, b) => (a.group ?? "~").localeCompare(b.group ?? "~") || a.name.localeCompare(b.name));
        if (here.length === 0) return null;
        return (
          <section key={circle}>
            <h3>{words.circle(circle)}</h3>
            <ul className="plain-list">
              {here.map((person) => (
                <li key={person.id} className={styles.line} data-contact={person.id}>
                  <Row person={person} selected={selected === person.id} onSelect={onSelect} />
                  {aloud && <ReadAloud text={[person.name, words.about(person)].filter(Boolean).join(", ")} />}
                  {move && <Steps person={person} onMove={move} />}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Row({ person, selected, onSelect }: { person: Person; selected: boolean; onSelect?: (id: string) => void }) {
  const words = usePlaceWords();
  const content = (
    <>
      <CircleMark person={{ ...person, feeling: undefined }} letters={initials(person.name) || ([...person.name][0]?.toUpperCase() ?? "")} />
      <span className={styles.lineWords}>
        <span>{person.name}</span>
        {person.kind && <span className={styles.kind}>{person.kind}</span>}
        {person.feeling && <span className={styles.kind}><Face feeling={person.feeling} className={styles.small} /> {words.feeling(person.feeling)}</span>}
        {person.note && <span className={styles.kind}>{person.note}</span>}
      </span>
    </>
  );
  if (!onSelect) return <span className={styles.row}>{content}</span>;
  return <button type="button" className={styles.row} aria-pressed={selected} onClick={() => onSelect(person.id)}>{content}</button>;
}

/** Two plain buttons: nobody has to drag. */
function Steps({ person, onMove }: { person: Person; onMove: (person: Person, to: Circle, way: string) => void }) {
  const t = useCirclesT();
  if (person.circle === "unsaid") {
    return <span className={styles.steps}><button type="button" data-way="closer" className={buttonClass("secondary", "small")} aria-label={`${t("circles.place")}: ${person.name}`} onClick={() => onMove(person, "further", "closer")}>{t("circles.place")}</button></span>;
  }
  const ways = [["closer", closer(person.circle), t("circles.closer")], ["further", further(person.circle), t("circles.further")]] as const;
  return (
    <span className={styles.steps}>
      {ways.map(([way, to, label]) => (
        <button key={way} type="button" data-way={way} className={buttonClass("secondary", "small")} aria-label={`${label}: ${person.name}`} disabled={!to} onClick={() => to && onMove(person, to, way)}>
          {label}
        </button>
      ))}
    </span>
  );
}
