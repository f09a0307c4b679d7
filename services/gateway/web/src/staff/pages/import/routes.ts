import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";

const page = pagesWith("import", "organisation");

export const importRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/overnemen",
    component: page(() => import("./ImportPage"), "ImportPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/overnemen/$importId",
    component: page(() => import("./OneImportPage"), "OneImportPage"),
  }),
];
