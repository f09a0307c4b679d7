import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";

const page = pagesWith("intervision", "talkwish", "mydata", "passing");

export const todayRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/",
    component: page(() => import("./TodayPage"), "TodayPage"),
  }),
];
