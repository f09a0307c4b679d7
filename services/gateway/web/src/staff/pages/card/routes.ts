import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";

const page = pagesWith("card", "pictures", "people");

export const cardRoutes = [
  createRoute({ getParentRoute: () => shellRoute, path: "/mensen/$clientId/kaart", component: page(() => import("./CardPage"), "CardPage") }),
];
