/**
 * Arriving on a page: the document gets its title, and after a navigation inside the app the heading gets the focus, so that
 * a screen reader says where somebody is. Not on the first load (the browser's own order is right then), and not when only
 * the title changes, because a name that arrives later may not take the focus away from what somebody is typing.
 */
import { useRouterState } from "@tanstack/react-router";
import { type RefObject, useEffect, useRef } from "react";

let last: string | null = null;
/** Where a tour goes, while its own words keep the focus. */
let quietly: string | null = null;

/** The next arrival on this path leaves the focus where it is: whoever sends somebody there says where they are. */
export function arriveQuietly(path: string): void {
  quietly = path;
}

export function useArrival(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  // The place that has arrived, not the one we are on our way to: until then the old page is still showing.
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  useEffect(() => {
    document.title = `${title} · Optrek`;
  }, [title]);
  useEffect(() => {
    if (path === undefined) return;
    if (last !== null && last !== path) {
      if (quietly !== path) heading.current?.focus({ preventScroll: true });
      quietly = null;
    }
    last = path;
  }, [path]);
  return heading;
}
