/** The root of the client's face. Pages hang under `clientRoute` and load when somebody goes there. */
import { createRootRoute, lazyRouteComponent } from "@tanstack/react-router";
import { loadAreas } from "@/i18n/core";
import type { LaterClientArea } from "@/i18n/client";
import { ClientProblem } from "./ClientProblem";
import { ClientShell } from "./ClientShell";
import { NotFound } from "./NotFound";

export const clientRoute = createRootRoute({
  component: ClientShell,
  notFoundComponent: NotFound,
  errorComponent: ClientProblem,
});

export const page = lazyRouteComponent;

/** Pages that speak with areas of the catalogue which are not in the first load: those come along with the page. */
export const pagesWith =
  (...areas: LaterClientArea[]) =>
  <T extends Record<string, any>, K extends keyof T & string>(load: () => Promise<T>, name: K) =>
    lazyRouteComponent<T, K>(() => Promise.all([load(), loadAreas(areas)]).then(([module]) => module), name);
