/** What somebody finds who is not in yet; it comes when it is needed, for whoever is in never sees it. */
import { lazyRouteComponent } from "@tanstack/react-router";
import { loadAreas } from "@/i18n/core";

export const Outside = lazyRouteComponent(
  () => Promise.all([import("./pages/card/SignInPage"), loadAreas(["card", "pictures"])]).then(([module]) => module),
  "SignInPage",
);
