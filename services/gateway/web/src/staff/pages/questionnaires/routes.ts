import { createRoute } from "@tanstack/react-router";
import { pagesWith, shellRoute } from "@/staff/root";

const page = pagesWith("questionnaires");
const at = { getParentRoute: () => shellRoute };

export const questionnairesRoutes = [
  createRoute({ ...at, path: "/organisatie/vragenlijsten/nieuw", component: page(() => import("./AddPage"), "AddPage") }),
  createRoute({ ...at, path: "/organisatie/vragenlijsten/$questionnaireId", component: page(() => import("./QuestionnairePage"), "QuestionnairePage") }),
  createRoute({ ...at, path: "/mensen/$clientId/vragen/$askingId", component: page(() => import("./TogetherPage"), "TogetherPage") }),
];
