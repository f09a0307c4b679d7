import { createRoute } from "@tanstack/react-router";
import { page, rootRoute } from "@/staff/root";

export const signinRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/inloggen",
    validateSearch: (search: Record<string, unknown>): { return?: string; failed?: string } => ({
      return: typeof search.return === "string" ? search.return : undefined,
      failed: typeof search.failed === "string" ? search.failed : undefined,
    }),
    component: page(() => import("./SignInPage"), "SignInPage"),
  }),
];
