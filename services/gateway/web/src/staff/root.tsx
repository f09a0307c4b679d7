/** The two roots pages hang under: `rootRoute` (no shell: signing in) and `shellRoute` (navigation around it). */
import { createRootRoute, createRoute, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import { PageProblem } from "@/design/PageProblem";
import { ToastRegion } from "@/design/Toast";
import { Nowhere } from "./Nowhere";
import { Shell } from "./Shell";

export const rootRoute = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <ToastRegion />
    </>
  ),
  notFoundComponent: Nowhere,
  errorComponent: PageProblem,
});

export const shellRoute = createRoute({ getParentRoute: () => rootRoute, id: "shell", component: () => <Shell /> });

/** Shorthand for route files: a page loaded when somebody first goes there. */
export const page = lazyRouteComponent;

export { pagesWith } from "./pages-with";
