import { createRoute } from "@tanstack/react-router";
import { pagesWith, rootRoute } from "@/staff/root";

const page = pagesWith("signing", "pictures");
const text = (value: unknown) => (typeof value === "string" ? value : undefined);

export const signinRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "/inloggen",
    /** `why` somebody comes back from signing in, `at` which organisation and `with` which of its ways in. */
    validateSearch: (search: Record<string, unknown>): { return?: string; why?: string; at?: string; with?: string } => ({
      return: text(search.return),
      why: text(search.why),
      at: text(search.at),
      with: text(search.with),
    }),
    component: page(() => import("./SignInPage"), "SignInPage"),
  }),
];
