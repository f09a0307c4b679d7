import { createRoute } from "@tanstack/react-router";
import { clientRoute, pagesWith } from "@/client/root";

const page = pagesWith("card", "pictures");
const at = { getParentRoute: () => clientRoute };

export const cardRoutes = [
  createRoute({ ...at, path: "/binnen", component: page(() => import("./SignInPage"), "SignInPage") }),
  createRoute({ ...at, path: "/kaart", component: page(() => import("./MyCardPage"), "MyCardPage") }),
  createRoute({ ...at, path: "/kaart/kwijt", component: page(() => import("./LoseCardPage"), "LoseCardPage") }),
  createRoute({ ...at, path: "/kaart/plaatjes", component: page(() => import("./MyPicturesPage"), "MyPicturesPage") }),
];
