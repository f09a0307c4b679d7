import { createRoute } from "@tanstack/react-router";
import { clientRoute, page, pagesWith } from "@/client/root";

const telling = pagesWith("telling");
const at = { getParentRoute: () => clientRoute };

export const meRoutes = [
  createRoute({ ...at, path: "/over-mij", component: telling(() => import("./MePage"), "MePage") }),
  createRoute({ ...at, path: "/over-mij/wensen", component: page(() => import("./WishesPage"), "WishesPage") }),
  createRoute({ ...at, path: "/over-mij/wensen/nieuw/$step", component: page(() => import("./NewWishPage"), "NewWishPage") }),
  createRoute({ ...at, path: "/over-mij/wensen/$wishId", component: page(() => import("./WishPage"), "WishPage") }),
  createRoute({ ...at, path: "/over-mij/wensen/$wishId/$part", component: page(() => import("./ChangeWishPage"), "ChangeWishPage") }),
  createRoute({ ...at, path: "/over-mij/kaart", component: page(() => import("./MapPage"), "MapPage") }),
  createRoute({ ...at, path: "/over-mij/kaart/nieuw", component: page(() => import("./NewContactPage"), "NewContactPage") }),
  createRoute({ ...at, path: "/over-mij/kaart/$contactId", component: page(() => import("./ContactPage"), "ContactPage") }),
  createRoute({ ...at, path: "/over-mij/kaart/$contactId/$part", component: page(() => import("./ContactPartPage"), "ContactPartPage") }),
  createRoute({ ...at, path: "/over-mij/leuk", component: page(() => import("./LikesPage"), "LikesPage") }),
  createRoute({ ...at, path: "/over-mij/goed", component: page(() => import("./TalentsPage"), "TalentsPage") }),
  createRoute({ ...at, path: "/over-mij/delen", component: telling(() => import("./SharingPage"), "SharingPage") }),
  createRoute({ ...at, path: "/over-mij/kennen", component: telling(() => import("./KnownPage"), "KnownPage") }),
  createRoute({ ...at, path: "/over-mij/vertellen", component: telling(() => import("./TellingPage"), "TellingPage") }),
  createRoute({ ...at, path: "/over-mij/netwerker", component: page(() => import("./NetworkerPage"), "NetworkerPage") }),
];
