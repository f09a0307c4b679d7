/**
 * A network map: who is around somebody, closer or further. The drawing and the list tell exactly the same and are one
 * press apart (N-06); choosing somebody works the same in both. Nobody is dragged: moving is a choice in a form.
 */
import { useState } from "react";
import { useCommonT } from "@/i18n/common";
import styles from "./Circles.module.css";
import { type Person, place, rings } from "./circles-layout";
import { initials, poolOf } from "./Initials";
import { cx } from "./class";

export type { Person, Ring } from "./circles-layout";

export interface CirclesProps {
  /** Who the map belongs to: the name in the middle; "me" when left out. */
  owner?: string;
  people: readonly Person[];
  selected?: string;
  onSelect?: (id: string) => void;
  /** How it opens; the drawing by default. */
  view?: "drawing" | "list";
}

export function Circles({ owner, people, selected, onSelect, view = "drawing" }: CirclesProps) {
  const t = useCommonT();
  const [shown, setShown] = useState(view);
  const ringName = { near: t("common.circlesNear"), middle: t("common.circlesMiddle"), far: t("common.circlesFar") };
  return (
    <div className={styles.map}>
      <div className={styles.switch} role="group" aria-label={t("common.appearance")}>
        {(["drawing", "list"] as const).map((kind) => (
          <button key={kind} type="button" aria-pressed={shown === kind} onClick={() => setShown(kind)}>
            {t(kind === "drawing" ? "common.circlesDrawing" : "common.circlesList")}
          </button>
        ))}
      </div>
      {people.length === 0 && <p className={styles.empty}>{t("common.circlesEmpty")}</p>}
      {shown === "drawing" ? (
        <Drawing owner={owner ?? t("common.circlesMe")} ringName={ringName} people={people} selected={selected} onSelect={onSelect} />
      ) : (
        <div className={styles.list}>
          {rings.map((ring) => {
            const here = people.filter((person) => person.ring === ring);
            if (here.length === 0) return null;
            return (
              <section key={ring}>
                <h3>{ringName[ring]}</h3>
                <ul className="plain-list">
                  {here.map((person) => (
                    <li key={person.id}><Who person={person} selected={selected === person.id} onSelect={onSelect} row /></li>
                  ))}
                </ul>
              </section>
            );
          })}
        </div>
      )}
    </div>
  );
}

interface DrawingProps extends Pick<CirclesProps, "people" | "selected" | "onSelect"> {
  owner: string;
  ringName: Record<string, string>;
}

function Drawing({ owner, ringName, people, selected, onSelect }: DrawingProps) {
  const t = useCommonT();
  const placed = place(people);
  return (
    <div className={styles.drawing} role="group" aria-label={t("common.circlesSummary", { n: people.length })}>
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle cx="50" cy="50" r="49.5" className={styles.far} />
        <circle cx="50" cy="50" r="36.5" className={styles.middle} />
        <circle cx="50" cy="50" r="23.5" className={styles.near} />
        {placed.map(({ person, x, y }) => <line key={person.id} x1="50" y1="50" x2={x} y2={y} className={styles.thread} />)}
      </svg>
      <span className={styles.owner}>{owner}</span>
      <ul className="plain-list">
        {placed.map(({ person, x, y }) => (
          <li key={person.id} className={styles.spot} style={{ left: `${x}%`, top: `${y}%` }}>
            <Who person={person} selected={selected === person.id} onSelect={onSelect} ring={ringName[person.ring]} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface WhoProps extends Pick<CirclesProps, "onSelect"> {
  person: Person;
  selected: boolean;
  ring?: string;
  row?: boolean;
}

function Who({ person, selected, onSelect, ring, row = false }: WhoProps) {
  const content = (
    <>
      <span className={cx(styles.mark, styles[poolOf(person.kind ?? person.name)])} aria-hidden="true">{initials(person.name)}</span>
      <span className={styles.name}>
        <span>{person.name}</span>
        {person.kind && <span className={row ? styles.kind : "visually-hidden"}>{person.kind}</span>}
        {ring && <span className="visually-hidden">, {ring}</span>}
      </span>
    </>
  );
  const shape = cx(styles.who, row && styles.row);
  if (!onSelect) return <span className={shape}>{content}</span>;
  return <button type="button" className={shape} aria-pressed={selected} onClick={() => onSelect(person.id)}>{content}</button>;
}
