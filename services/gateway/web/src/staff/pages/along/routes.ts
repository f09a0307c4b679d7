import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";

const page = pagesWith("along", "activities");

export const alongRoutes = [
  createRoute({ getParentRoute: () => shellRoute, path: "/activiteiten/ideeen", component: page(() => import("./OwnIdeasPage"), "OwnIdeasPage") }),
];
