import { createRoute } from "@tanstack/react-router";
import { clientRoute, pagesWith } from "@/client/root";

const page = pagesWith("consult");
const at = { getParentRoute: () => clientRoute };

export const consultRoutes = [createRoute({ ...at, path: "/meedenken/$meetingId", component: page(() => import("./MeetingPage"), "MeetingPage") })];
