/** The root of the client's face. Pages hang under `clientRoute` and load when somebody goes there. */
import { createRootRoute, lazyRouteComponent } from "@tanstack/react-router";
import { ClientProblem } from "./ClientProblem";
import { ClientShell } from "./ClientShell";

export const clientRoute = createRootRoute({
  component: ClientShell,
  notFoundComponent: lazyRouteComponent(() => import("./NotFound"), "NotFound"),
  errorComponent: ClientProblem,
});

export const page = lazyRouteComponent;

export { pagesWith } from "./pages-with";
