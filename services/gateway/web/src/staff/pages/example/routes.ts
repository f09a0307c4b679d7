import { createRoute } from "@tanstack/react-router";
import { page, shellRoute } from "@/staff/root";

const at = { getParentRoute: () => shellRoute };

// An example is for those who build; a build leaves it out.
export const exampleRoutes = import.meta.env.DEV
  ? [
      createRoute({ ...at, path: "/voorbeeld", component: page(() => import("./WishesPage"), "WishesPage") }),
      createRoute({ ...at, path: "/voorbeeld/nieuw", component: page(() => import("./NewWishPage"), "NewWishPage") }),
      createRoute({ ...at, path: "/voorbeeld/$wishId", component: page(() => import("./WishPage"), "WishPage") }),
    ]
  : [];
