import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";

const page = pagesWith("mydata", "people");
const at = { getParentRoute: () => shellRoute };

export const mydataRoutes = [createRoute({ ...at, path: "/mensen/$clientId/gegevens/$exportId", component: page(() => import("./DocumentPage"), "DocumentPage") })];
