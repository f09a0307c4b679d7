import { createRoute } from "@tanstack/react-router";
import { clientRoute, pagesWith } from "@/client/root";

const page = pagesWith("mydata");
const at = { getParentRoute: () => clientRoute };

export const mydataRoutes = [
  createRoute({ ...at, path: "/over-mij/gegevens", component: page(() => import("./MyDataPage"), "MyDataPage") }),
  createRoute({ ...at, path: "/over-mij/gegevens/lezen", component: page(() => import("./SubjectsPage"), "SubjectsPage") }),
  createRoute({ ...at, path: "/over-mij/gegevens/lezen/$subject", component: page(() => import("./SubjectPage"), "SubjectPage") }),
  createRoute({ ...at, path: "/over-mij/gegevens/lezen/$subject/klopt-niet", component: page(() => import("./WrongPage"), "WrongPage") }),
  createRoute({ ...at, path: "/over-mij/gegevens/niet-gebruiken", component: page(() => import("./UnusedPage"), "UnusedPage") }),
];
