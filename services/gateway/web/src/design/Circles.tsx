/**
 * A network map: who is around somebody, closer or further. The drawing and the list tell exactly the same, do exactly the same
 * and are one press apart (N-06). In both, people are moved with a finger, a mouse, the keyboard or a plain button.
 */
import { useId, useState } from "react";
import { useCirclesT } from "@/i18n/circles";
import styles from "./Circles.module.css";
import { CircleList } from "./CircleList";
import { CircleMap } from "./CircleMap";
import { type Person, usePlaceWords } from "./circles-words";
import type { Circle } from "./circles-layout";

export type { Person } from "./circles-words";
export type { Circle } from "./circles-layout";

export type View = "drawing" | "list";

export interface CirclesProps {
  /** Who the map belongs to: the name in the middle; "me" when left out. */
  owner?: string;
  people: readonly Person[];
  selected?: string;
  onSelect?: (id: string) => void;
  /** Somebody goes to another circle. Without it nobody can be moved. */
  onMove?: (id: string, to: Circle) => void;
  /** Which of the two shows; kept by the page when it keeps it in the address. */
  view?: View;
  onView?: (view: View) => void;
  /** How to move somebody, in words that suit the reader. */
  how?: string;
  /** A voice for every row of the list. */
  aloud?: boolean;
}

export function Circles({ owner, people, selected, onSelect, onMove, view, onView, how, aloud }: CirclesProps) {
  const t = useCirclesT();
  const words = usePlaceWords();
  const [own, setOwn] = useState<View>("drawing");
  const [said, setSaid] = useState("");
  const hint = useId();
  const shown = view ?? own;
  const move = onMove && ((id: string, to: Circle) => {
    setSaid(t("circles.moved", { name: people.find((person) => person.id === id)?.name ?? "", circle: words.circle(to) }));
    onMove(id, to);
  });
  return (
    <div className={styles.map}>
      <div className={styles.switch} role="group" aria-label={t("common.appearance")}>
        {(["drawing", "list"] as const).map((kind) => (
          <button key={kind} type="button" aria-pressed={shown === kind} onClick={() => (onView ?? setOwn)(kind)}>
            {t(kind === "drawing" ? "circles.drawing" : "circles.list")}
          </button>
        ))}
      </div>
      {people.length === 0 && <p className={styles.empty}>{t("circles.empty")}</p>}
      {shown === "drawing" ? (
        <CircleMap owner={owner ?? t("circles.me")} people={people} selected={selected} onSelect={onSelect} onMove={move} hint={move && people.length > 0 ? hint : undefined} />
      ) : (
        <CircleList people={people} selected={selected} onSelect={onSelect} onMove={move} aloud={aloud} />
      )}
      {shown === "drawing" && move && people.length > 0 && <p id={hint} className={styles.hint}>{how ?? t("circles.how")}</p>}
      <p className="visually-hidden" role="status">{said}</p>
    </div>
  );
}
