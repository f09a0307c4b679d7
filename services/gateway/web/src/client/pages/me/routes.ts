import { createRoute } from "@tanstack/react-router";
import { clientRoute, pagesWith } from "@/client/root";

const page = pagesWith("map");
const circles = pagesWith("map", "circles");
const telling = pagesWith("telling", "map");
const nearby = pagesWith("nearby", "telling", "map");
const stepPage = pagesWith("steps", "map");
const growthPage = pagesWith("growth", "steps", "meeting", "map");
const at = { getParentRoute: () => clientRoute };

export const meRoutes = [
  createRoute({ ...at, path: "/over-mij", component: pagesWith("steps", "telling", "remind", "forget", "mydata", "looks", "card", "post")(() => import("./MePage"), "MePage") }),
  createRoute({ ...at, path: "/over-mij/wensen", component: page(() => import("./WishesPage"), "WishesPage") }),
  createRoute({ ...at, path: "/over-mij/wensen/nieuw/$step", component: stepPage(() => import("./NewWishPage"), "NewWishPage") }),
  createRoute({ ...at, path: "/over-mij/wensen/$wishId", component: nearby(() => import("./WishPage"), "WishPage") }),
  createRoute({ ...at, path: "/over-mij/wensen/$wishId/$part", component: page(() => import("./ChangeWishPage"), "ChangeWishPage") }),
  createRoute({ ...at, path: "/over-mij/kaart", component: circles(() => import("../map/MapPage"), "MapPage") }),
  createRoute({ ...at, path: "/over-mij/kaart/zoeken", component: page(() => import("../map/SearchPage"), "SearchPage") }),
  createRoute({ ...at, path: "/over-mij/kaart/laten-zien", component: circles(() => import("../map/ShowPage"), "ShowPage") }),
  createRoute({ ...at, path: "/over-mij/kaart/bewaren", component: page(() => import("../map/KeepPage"), "KeepPage") }),
  createRoute({ ...at, path: "/over-mij/kaart/toen", component: page(() => import("../map/EarlierPage"), "EarlierPage") }),
  createRoute({ ...at, path: "/over-mij/kaart/toen/$snapshotId", component: circles(() => import("../map/ThenPage"), "ThenPage") }),
  createRoute({ ...at, path: "/over-mij/kaart/meenemen", component: circles(() => import("../map/TakePage"), "TakePage") }),
  createRoute({ ...at, path: "/over-mij/kaart/wissen", component: page(() => import("../map/ErasePage"), "ErasePage") }),
  createRoute({ ...at, path: "/over-mij/kaart/nieuw", component: page(() => import("./NewContactPage"), "NewContactPage") }),
  createRoute({ ...at, path: "/over-mij/kaart/$contactId", component: circles(() => import("./ContactPage"), "ContactPage") }),
  createRoute({ ...at, path: "/over-mij/kaart/$contactId/laten-zien", component: circles(() => import("../map/ShowOnePage"), "ShowOnePage") }),
  createRoute({ ...at, path: "/over-mij/kaart/$contactId/$part", component: page(() => import("./ContactPartPage"), "ContactPartPage") }),
  createRoute({ ...at, path: "/over-mij/leuk", component: page(() => import("./LikesPage"), "LikesPage") }),
  createRoute({ ...at, path: "/over-mij/goed", component: page(() => import("./TalentsPage"), "TalentsPage") }),
  createRoute({ ...at, path: "/over-mij/delen", component: nearby(() => import("./SharingPage"), "SharingPage") }),
  createRoute({ ...at, path: "/over-mij/kennen", component: telling(() => import("./KnownPage"), "KnownPage") }),
  createRoute({ ...at, path: "/over-mij/vertellen", component: telling(() => import("./TellingPage"), "TellingPage") }),
  createRoute({ ...at, path: "/over-mij/netwerker", component: growthPage(() => import("./NetworkerPage"), "NetworkerPage") }),
  createRoute({ ...at, path: "/over-mij/netwerker/leren", component: growthPage(() => import("./PlanLearningPage"), "PlanLearningPage") }),
  createRoute({ ...at, path: "/over-mij/netwerker/groei", component: growthPage(() => import("./GrowthPage"), "GrowthPage") }),
  createRoute({ ...at, path: "/over-mij/netwerker/groei/weg", component: growthPage(() => import("./GrowthAwayPage"), "GrowthAwayPage") }),
  createRoute({ ...at, path: "/over-mij/netwerker/groei/nieuw/$step", component: growthPage(() => import("./NewGrowthPage"), "NewGrowthPage") }),
  createRoute({ ...at, path: "/over-mij/stappen", component: stepPage(() => import("./StepsPage"), "StepsPage") }),
  createRoute({ ...at, path: "/over-mij/stappen/weg", component: stepPage(() => import("./StepAwayPage"), "StepAwayPage") }),
  createRoute({ ...at, path: "/over-mij/stappen/nieuw/$step", component: stepPage(() => import("./NewStepPage"), "NewStepPage") }),
];
