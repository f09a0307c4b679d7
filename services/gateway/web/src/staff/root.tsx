/** The two roots pages hang under: `rootRoute` (no shell: signing in) and `shellRoute` (navigation around it). */
import { createRootRoute, createRoute, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import { PageProblem } from "@/design/PageProblem";
import { ToastRegion } from "@/design/Toast";
import { loadAreas } from "@/i18n/core";
import type { LaterStaffArea } from "@/i18n/staff";
import { NotFound } from "./NotFound";
import { Shell } from "./Shell";

export const rootRoute = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <ToastRegion />
    </>
  ),
  notFoundComponent: NotFound,
  errorComponent: PageProblem,
});

export const shellRoute = createRoute({ getParentRoute: () => rootRoute, id: "shell", component: Shell });

/** Shorthand for route files: a page loaded when somebody first goes there. */
export const page = lazyRouteComponent;

/**
 * The same for pages that speak with areas of the catalogue which are not in the first load: they come along with the page.
 *
 *   const page = pagesWith("people", "matches");
 */
export const pagesWith =
  (...areas: LaterStaffArea[]) =>
  <T extends Record<string, any>, K extends keyof T & string>(load: () => Promise<T>, name: K) =>
    lazyRouteComponent<T, K>(() => Promise.all([load(), loadAreas(areas)]).then(([module]) => module), name);
