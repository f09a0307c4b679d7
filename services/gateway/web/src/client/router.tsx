/** The tree of the client's face. Each area brings its own routes.ts; add yours here. Paths leave out /mijn. */
import { createRouter } from "@tanstack/react-router";
import { homeRoutes } from "./pages/home/routes";
import { clientRoute } from "./root";

export const router = createRouter({
  routeTree: clientRoute.addChildren([...homeRoutes]),
  basepath: "/mijn",
  defaultPreload: "intent",
  scrollRestoration: true,
});
