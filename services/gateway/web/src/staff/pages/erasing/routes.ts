import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";

const page = pagesWith("erasing", "people", "organisation");
const at = { getParentRoute: () => shellRoute };

export const erasingRoutes = [
  createRoute({ ...at, path: "/mensen/$clientId/wissen", component: page(() => import("./ErasePersonPage"), "ErasePersonPage") }),
  createRoute({ ...at, path: "/organisatie/wissen/$erasureId", component: page(() => import("./ReceiptPage"), "ReceiptPage") }),
];
