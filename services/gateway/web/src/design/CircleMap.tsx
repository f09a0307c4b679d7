/**
 * The map as a drawing. Everybody is a button: Enter opens, up and down bring somebody closer or further, left and right go to
 * the next person; a finger or a mouse may drag. Who has no place yet stands outside, below.
 */
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useCirclesT } from "@/i18n/circles";
import "./circles-kinds.css";
import styles from "./Circles.module.css";
import { CircleArt } from "./CircleArt";
import { CircleKey } from "./CircleKey";
import { type Circle, layOut, type Placed } from "./circles-layout";
import { keyStep } from "./circles-move";
import { type Person, usePlaceWords } from "./circles-words";
import { initials } from "./Initials";
import { useDrag } from "./circles-drag";
import { CircleMark } from "./CircleMark";

export interface CircleMapProps {
  owner: string;
  people: readonly Person[];
  selected?: string;
  onSelect?: (id: string) => void;
  onMove?: (id: string, to: Circle) => void;
  /** Id of the sentence that says how to move somebody. */
  hint?: string;
  /** Who stands in the drawing it is compared with: both then give everybody the same place. */
  beside?: readonly Person[];
  /** Never wider than this, in pixels: what fits on paper. */
  most?: number;
}

export function CircleMap({ owner, people, selected, onSelect, onMove, hint, beside, most }: CircleMapProps) {
  const t = useCirclesT();
  const frame = useRef<HTMLDivElement>(null);
  const { room, unit } = useRoom(frame, most);
  const layout = together(people, beside, room, unit);
  const outside = people.filter((person) => person.circle === "unsaid");
  const order = [...layout.placed.map(({ person }) => person), ...outside];
  const drag = useDrag(layout, onMove);
  const keys = useKeys(order, onMove);
  const who = (person: Person) => ({
    person, onSelect, drag, size: layout.size, selected: person.id === selected, ...keys.of(person),
  });
  return (
    <div ref={frame} className={styles.frame}>
      {room > 0 && (
        <div
          ref={drag.drawing}
          className={styles.drawing}
          data-names={layout.names || undefined}
          data-still={onMove ? undefined : true}
          style={{ "--size": `${layout.size}px`, "--mark": `${layout.mark}px`, "--owner": `${layout.owner * 2}px`, "--over": `${layout.over}px`, "--under": `${layout.under}px` } as React.CSSProperties}
          role="group"
          aria-label={t("circles.summary")}
          aria-describedby={hint}
        >
          <CircleArt layout={layout} towards={drag.over} />
          <span className={styles.owner}><span>{owner}</span></span>
          <ul className="plain-list">
            {layout.placed.map((placed) => (
              <li key={placed.person.id} className={styles.spot} style={{ left: placed.x, top: placed.y, width: layout.names ? layout.label : undefined }} data-above={placed.above || undefined}>
                <Who {...who(placed.person)} placed={placed} names={layout.names} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {(outside.length > 0 || (drag.dragging && onMove)) && (
        <section ref={drag.outside} className={styles.outside} data-towards={drag.over === "unsaid" || undefined}>
          <h3>{t("circles.circle.unsaid")}</h3>
          <ul className="plain-list">{outside.map((person) => <li key={person.id}><Who {...who(person)} /></li>)}</ul>
        </section>
      )}
      {people.length > 0 && <CircleKey placed={layout.placed} names={layout.names} outside={outside} />}
    </div>
  );
}

/** The drawing of these people, at the places they have in one with the others as well. */
function together(people: readonly Person[], beside: readonly Person[] = [], room: number, unit: number) {
  const key = (person: Person) => `${person.id} ${person.circle}`;
  const own = new Map(people.map((person) => [key(person), person]));
  const layout = layOut([...people, ...beside.filter((person) => !own.has(key(person)))], room, unit);
  return { ...layout, placed: layout.placed.filter(({ person }) => own.get(key(person)) === person) };
}

/** The room there is, in pixels, and how large letters are here. */
function useRoom(frame: React.RefObject<HTMLDivElement | null>, most = Infinity) {
  const [room, setRoom] = useState(0);
  const [unit, setUnit] = useState(1);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => {
      setUnit(Number.parseFloat(getComputedStyle(element).getPropertyValue("font-size")) / 17 || 1);
      const { paddingLeft, paddingRight } = getComputedStyle(element);
      setRoom(Math.min(most, Math.floor(element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight))));
    };
    measure();
    if (typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, [frame, most]);
  return { room, unit };
}

/** One stop for the Tab key; from there the arrows. Who was moved keeps the focus, also from outside into the drawing. */
function useKeys(order: readonly Person[], onMove?: (id: string, to: Circle) => void) {
  const [current, setCurrent] = useState<string>();
  const buttons = useRef(new Map<string, HTMLElement>());
  const follow = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (follow.current && !buttons.current.get(follow.current)?.contains(document.activeElement)) buttons.current.get(follow.current)?.focus();
    follow.current = undefined;
  });
  const stop = order.find(({ id }) => id === current)?.id ?? order[0]?.id;
  return {
    of: (person: Person) => ({
      tabIndex: person.id === stop ? 0 : -1,
      hold: (element: HTMLElement | null) => void (element ? buttons.current.set(person.id, element) : buttons.current.delete(person.id)),
      onFocus: () => setCurrent(person.id),
      onKeyDown: (event: KeyboardEvent) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        const step = keyStep(event.key, order.indexOf(person), order.length, person.circle);
        if (!step || ("move" in step && !onMove)) return;
        event.preventDefault();
        if ("focus" in step) buttons.current.get(order[step.focus]?.id ?? "")?.focus();
        else {
          follow.current = person.id;
          onMove?.(person.id, step.move);
        }
      },
    }),
  };
}

interface WhoProps extends Pick<CircleMapProps, "onSelect"> {
  person: Person;
  placed?: Placed<Person>;
  names?: boolean;
  /** Where the drawing ends, so that what is said of somebody stays in it. */
  size: number;
  selected: boolean;
  drag: ReturnType<typeof useDrag>;
  tabIndex: number;
  hold: (element: HTMLElement | null) => void;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** As wide as a bubble gets. */
const widest = 210;

function Who({ person, placed, names, size, selected, onSelect, drag, tabIndex, hold, onFocus, onKeyDown }: WhoProps) {
  const words = usePlaceWords();
  const [told, setTold] = useState(false);
  const about = words.about(person);
  const letters = names === false ? placed?.lines[0] : initials(person.name) || [...person.name][0]?.toUpperCase();
  const content = (
    <>
      <CircleMark person={person} letters={letters ?? ""} named={names !== false} changed={!!person.note} />
      {placed ? names && <span className={styles.name} aria-hidden="true">{placed.lines.map((line, n) => <span key={n}>{line}</span>)}</span> : <span className={styles.called} aria-hidden="true">{person.name}</span>}
      <span className="visually-hidden">{person.name}{about && `, ${about}`}</span>
    </>
  );
  const side = placed && (placed.x < widest / 2 ? "start" : placed.x > size - widest / 2 ? "end" : undefined);
  const bubble = placed && told && (!names || placed.lines.join(" ").replace(/- /g, "") !== person.name || about) && (
    <span className={styles.bubble} data-side={side} aria-hidden="true"><b>{person.name}</b>{about && <span>{about}</span>}</span>
  );
  if (!onSelect && !drag.allowed) return <span className={styles.who}>{content}</span>;
  return (
    <span
      className={styles.holder}
      data-dragging={drag.dragging === person.id || undefined}
      style={drag.dragging === person.id ? { translate: `${drag.by.x}px ${drag.by.y}px` } : undefined}
      onPointerEnter={(event) => event.pointerType === "mouse" && setTold(true)}
      onPointerLeave={() => setTold(false)}
    >
      <button
        ref={hold}
        type="button"
        data-contact={person.id}
        className={styles.who}
        aria-pressed={onSelect ? selected : undefined}
        aria-keyshortcuts={drag.allowed ? "ArrowUp ArrowDown" : undefined}
        tabIndex={tabIndex}
        onFocus={(event) => { onFocus(); setTold(event.currentTarget.matches(":focus-visible")); }}
        onBlur={() => setTold(false)}
        onKeyDown={(event) => { if (event.key === "Escape") { setTold(false); drag.cancel(); } onKeyDown(event); }}
        onClick={() => drag.tapped() && onSelect?.(person.id)}
        {...drag.handlers(person)}
      >
        {content}
      </button>
      {bubble}
    </span>
  );
}
