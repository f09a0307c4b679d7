import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";

const page = pagesWith("networkers", "people");
const at = { getParentRoute: () => shellRoute };

export const networkersRoutes = [
  createRoute({ ...at, path: "/netwerkers", component: page(() => import("./NetworkersPage"), "NetworkersPage") }),
  createRoute({
    ...at,
    path: "/netwerkers/nieuw",
    validateSearch: (search: Record<string, unknown>): { client?: string } => ({ client: typeof search.client === "string" ? search.client : undefined }),
    component: page(() => import("./NotePage"), "NotePage"),
  }),
  createRoute({ ...at, path: "/netwerkers/$networkerId", component: page(() => import("./NetworkerPage"), "NetworkerPage") }),
  createRoute({ ...at, path: "/netwerkers/$networkerId/gesprek", component: page(() => import("./ConversationPage"), "ConversationPage") }),
  createRoute({ ...at, path: "/netwerkers/$networkerId/afspraak", component: page(() => import("./AgreementPage"), "AgreementPage") }),
];
