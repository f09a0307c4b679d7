import { createRoute } from "@tanstack/react-router";
import { clientRoute, pagesWith } from "@/client/root";

const page = pagesWith("remind");
const at = { getParentRoute: () => clientRoute };

export const remindRoutes = [
  createRoute({ ...at, path: "/over-mij/herinneren", component: page(() => import("./RemindPage"), "RemindPage") }),
  createRoute({ ...at, path: "/over-mij/herinneren/mail", component: page(() => import("./AddressPage"), "AddressPage") }),
  createRoute({ ...at, path: "/over-mij/herinneren/agenda", component: page(() => import("./CalendarPage"), "CalendarPage") }),
];
