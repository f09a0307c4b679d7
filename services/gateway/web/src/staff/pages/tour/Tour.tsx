/** The tour of the staff face: each step on its real page, with its words beside it. */
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import type { Session } from "@/api/session";
import { showTour, stopTour, useTour } from "@/app/tour";
import { arriveQuietly } from "@/design/arrival";
import { TourPanel } from "@/design/TourPanel";
import { useT } from "@/i18n/staff";
import { tourFor } from "./steps";

export function Tour({ session }: { session: Session }) {
  const t = useT();
  const navigate = useNavigate();
  const { at } = useTour("staff");
  const path = useRouterState({ select: (state) => state.location.pathname });
  const steps = tourFor(session.roles ?? []);
  const here = Math.min(at ?? 0, steps.length - 1);
  const step = steps[here];
  // Back to what was being done: the page itself, below the menu.
  const stop = () => {
    stopTour("staff");
    document.getElementById("inhoud")?.focus({ preventScroll: true });
  };
  useEffect(() => {
    if (!step?.to) return;
    const [pathname = "/"] = step.to.split("?");
    if (pathname !== path) arriveQuietly(pathname);
    void navigate({ href: step.to });
    // Only a step sends somebody on; whoever then looks elsewhere stays there.
  }, [step?.id]);
  if (at === null || !step) return null;
  const last = here === steps.length - 1;
  return (
    <TourPanel
      label={t("tour.label")}
      step={step.id}
      place={t("tour.place", { n: here + 1, total: steps.length })}
      title={t(`tour.${step.id}`)}
      text={t(`tour.${step.id}.text`)}
      next={last ? t("common.done") : here === 0 ? t("tour.begin") : t("common.next")}
      onNext={() => (last ? stop() : showTour("staff", here + 1))}
      back={t("common.back")}
      onBack={here === 0 ? undefined : () => showTour("staff", here - 1)}
      stop={t("tour.stop")}
      onStop={stop}
    />
  );
}
