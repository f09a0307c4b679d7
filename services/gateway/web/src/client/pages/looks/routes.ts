import { createRoute } from "@tanstack/react-router";
import { clientRoute, pagesWith } from "@/client/root";

const page = pagesWith("looks");

export const looksRoutes = [
  createRoute({ getParentRoute: () => clientRoute, path: "/wie-keek", component: page(() => import("./LooksPage"), "LooksPage") }),
];
