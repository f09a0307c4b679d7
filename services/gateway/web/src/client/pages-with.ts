/** Beside the root and not in it, so that what the shell itself shows later can use it too. */
import { lazyRouteComponent } from "@tanstack/react-router";
import { loadAreas } from "@/i18n/core";
import type { LaterClientArea } from "@/i18n/client";

/**
 * Pages that speak with areas of the catalogue which are not in the first load: they come along with the page.
 *
 *   const page = pagesWith("map");
 */
export const pagesWith =
  (...areas: LaterClientArea[]) =>
  <T extends Record<string, any>, K extends keyof T & string>(load: () => Promise<T>, name: K) =>
    lazyRouteComponent<T, K>(() => Promise.all([load(), loadAreas(areas)]).then(([module]) => module), name);
