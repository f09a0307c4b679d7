import { createRoute } from "@tanstack/react-router";
import { clientRoute, pagesWith } from "@/client/root";

const page = pagesWith("nearby", "map", "meeting");
const at = { getParentRoute: () => clientRoute };

export const nearbyRoutes = [
  createRoute({ ...at, path: "/over-mij/buurt", component: page(() => import("./NearbyPage"), "NearbyPage") }),
  createRoute({ ...at, path: "/over-mij/buurt/$wishId", component: page(() => import("./ShownWishPage"), "ShownWishPage") }),
  createRoute({ ...at, path: "/mensen/buurt/$requestId", component: page(() => import("./AskedPage"), "AskedPage") }),
  createRoute({ ...at, path: "/mensen/buurt/$requestId/laten-zien", component: page(() => import("./CardPage"), "CardPage") }),
];
