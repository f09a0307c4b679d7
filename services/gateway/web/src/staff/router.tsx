/** The tree of the staff face. Each area brings its own routes.ts; add yours here. */
import { createRouter } from "@tanstack/react-router";
import { aboutRoutes } from "./pages/about/routes";
import { activitiesRoutes } from "./pages/activities/routes";
import { alongRoutes } from "./pages/along/routes";
import { apidocsRoutes } from "./pages/apidocs/routes";
import { cardRoutes } from "./pages/card/routes";
import { concernsRoutes } from "./pages/concerns/routes";
import { emergencyRoutes } from "./pages/emergency/routes";
import { evaluationRoutes } from "./pages/evaluation/routes";
import { exampleRoutes } from "./pages/example/routes";
import { importRoutes } from "./pages/import/routes";
import { insightRoutes } from "./pages/insight/routes";
import { intervisionRoutes } from "./pages/intervision/routes";
import { erasingRoutes } from "./pages/erasing/routes";
import { leavingRoutes } from "./pages/leaving/routes";
import { matchesRoutes } from "./pages/matches/routes";
import { mydataRoutes } from "./pages/mydata/routes";
import { networkersRoutes } from "./pages/networkers/routes";
import { organisationRoutes } from "./pages/organisation/routes";
import { peopleRoutes } from "./pages/people/routes";
import { questionnairesRoutes } from "./pages/questionnaires/routes";
import { regionRoutes } from "./pages/region/routes";
import { planRoutes } from "./pages/plan/routes";
import { rightsRoutes } from "./pages/rights/routes";
import { signinRoutes } from "./pages/signin/routes";
import { storiesRoutes } from "./pages/stories/routes";
import { teamRoutes } from "./pages/team/routes";
import { todayRoutes } from "./pages/today/routes";
import { rootRoute, shellRoute } from "./root";

const routeTree = rootRoute.addChildren([
  ...signinRoutes,
  ...aboutRoutes,
  ...apidocsRoutes,
  shellRoute.addChildren([
    ...todayRoutes,
    ...peopleRoutes,
    ...erasingRoutes,
    ...cardRoutes,
    ...leavingRoutes,
    ...mydataRoutes,
    ...networkersRoutes,
    ...matchesRoutes,
    ...regionRoutes,
    ...planRoutes,
    ...activitiesRoutes,
    ...alongRoutes,
    ...concernsRoutes,
    ...emergencyRoutes,
    ...storiesRoutes,
    ...evaluationRoutes,
    ...insightRoutes,
    ...intervisionRoutes,
    ...teamRoutes,
    ...organisationRoutes,
    ...rightsRoutes,
    ...questionnairesRoutes,
    ...importRoutes,
    ...exampleRoutes,
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultPendingMs: 200,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
