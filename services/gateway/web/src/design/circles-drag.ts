/** Dragging somebody to another circle with a mouse, a pen or a finger. Never the only way: keys and buttons do the same. */
import { type PointerEvent, useRef, useState } from "react";
import type { Circle, Layout, MapPerson } from "./circles-layout";
import { circleAt } from "./circles-move";

/** Less than this is a tap by an unsteady hand. */
const steady = 8;

export function useDrag(layout: Layout, onMove?: (id: string, to: Circle) => void) {
  const drawing = useRef<HTMLDivElement>(null);
  const outside = useRef<HTMLElement>(null);
  const from = useRef<{ id: string; x: number; y: number } | null>(null);
  const dragged = useRef(false);
  const [now, setNow] = useState<{ id: string; x: number; y: number; over: Circle | null } | null>(null);

  const under = (event: PointerEvent): Circle | null => {
    const box = drawing.current?.getBoundingClientRect();
    const tray = outside.current?.getBoundingClientRect();
    if (tray && event.clientY >= tray.top && event.clientY <= tray.bottom && event.clientX >= tray.left && event.clientX <= tray.right) return "unsaid";
    return box ? circleAt(layout, event.clientX - box.left, event.clientY - box.top) : null;
  };
  const cancel = () => {
    from.current = null;
    setNow(null);
  };
  return {
    drawing,
    outside,
    allowed: !!onMove,
    dragging: now?.id,
    by: { x: now?.x ?? 0, y: now?.y ?? 0 },
    over: now?.over ?? null,
    cancel,
    /** Whether a press was a tap, and not the end of a drag. */
    tapped: () => !dragged.current,
    handlers: (person: MapPerson) =>
      onMove && {
        onPointerDown: (event: PointerEvent<HTMLElement>) => {
          dragged.current = false;
          if (event.button !== 0) return;
          from.current = { id: person.id, x: event.clientX, y: event.clientY };
          event.currentTarget.setPointerCapture(event.pointerId);
        },
        onPointerMove: (event: PointerEvent<HTMLElement>) => {
          const start = from.current;
          if (!start || start.id !== person.id) return;
          const [x, y] = [event.clientX - start.x, event.clientY - start.y];
          if (!dragged.current && Math.hypot(x, y) < steady) return;
          dragged.current = true;
          setNow({ id: person.id, x, y, over: under(event) });
        },
        onPointerUp: (event: PointerEvent<HTMLElement>) => {
          const to = dragged.current && from.current?.id === person.id ? under(event) : null;
          cancel();
          if (to && to !== person.circle) onMove(person.id, to);
        },
        onPointerCancel: cancel,
      },
  };
}
