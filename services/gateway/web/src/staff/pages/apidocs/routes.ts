import { createRoute } from "@tanstack/react-router";
import { pagesWith, rootRoute } from "@/staff/root";

const page = pagesWith("apidocs", "rights", "webhooks");

export const apidocsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/docs/api",
    validateSearch: (search: Record<string, unknown>): { zoek?: string } => (typeof search.zoek === "string" ? { zoek: search.zoek } : {}),
    component: page(() => import("./ApiPage"), "ApiPage"),
  }),
];
