/** The tree of the client's face. Each area brings its own routes.ts; add yours here. Paths leave out /mijn. */
import { createRouter } from "@tanstack/react-router";
import { alongRoutes } from "./pages/along/routes";
import { cardRoutes } from "./pages/card/routes";
import { consultRoutes } from "./pages/consult/routes";
import { feelingRoutes } from "./pages/feeling/routes";
import { goingRoutes } from "./pages/going/routes";
import { homeRoutes } from "./pages/home/routes";
import { forgetRoutes } from "./pages/forget/routes";
import { looksRoutes } from "./pages/looks/routes";
import { meRoutes } from "./pages/me/routes";
import { mydataRoutes } from "./pages/mydata/routes";
import { nearbyRoutes } from "./pages/nearby/routes";
import { peopleRoutes } from "./pages/people/routes";
import { postRoutes } from "./pages/post/routes";
import { questionsRoutes } from "./pages/questions/routes";
import { remindRoutes } from "./pages/remind/routes";
import { storyRoutes } from "./pages/story/routes";
import { talkRoutes } from "./pages/talk/routes";
import { clientRoute } from "./root";

export const router = createRouter({
  routeTree: clientRoute.addChildren([...homeRoutes, ...peopleRoutes, ...nearbyRoutes, ...remindRoutes, ...alongRoutes, ...goingRoutes, ...consultRoutes, ...feelingRoutes, ...postRoutes, ...questionsRoutes, ...talkRoutes, ...storyRoutes, ...forgetRoutes, ...cardRoutes, ...looksRoutes, ...meRoutes, ...mydataRoutes]),
  basepath: "/mijn",
  defaultPreload: "intent",
  scrollRestoration: true,
});
