/** A look around: the five tiles one by one, each on its own page, with a picture and read aloud. Stopping is always there. */
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { showTour, stopTour, useTour } from "@/app/tour";
import { aloudOf } from "@/client/words";
import { arriveQuietly } from "@/design/arrival";
import { Pictogram } from "@/design/Pictogram";
import { ReadAloud } from "@/design/ReadAloud";
import { TourPanel } from "@/design/TourPanel";
import { useT } from "@/i18n/client";
import { Bicycle, PeopleHoldingHands, Person, PersonRaisingHand, SmilingFaceWithSmilingEyes, ThumbsUp, WavingHand } from "@/pictograms";

const steps = [
  { id: "welcome", to: "/mijn", picture: WavingHand },
  { id: "people", to: "/mijn/mensen", picture: PeopleHoldingHands },
  { id: "going", to: "/mijn/eropuit", picture: Bicycle },
  { id: "feeling", to: "/mijn/hoe-gaat-het", picture: SmilingFaceWithSmilingEyes },
  { id: "talk", to: "/mijn/praten", picture: PersonRaisingHand },
  { id: "me", to: "/mijn/over-mij", picture: Person },
  { id: "end", to: "/mijn", picture: ThumbsUp },
] as const;

export function Tour() {
  const t = useT();
  const navigate = useNavigate();
  const here = Math.min(useTour("client").at ?? 0, steps.length - 1);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const step = steps[here] ?? steps[0];
  useEffect(() => {
    // The router's own paths leave out where the face lives.
    const inside = step.to.slice("/mijn".length) || "/";
    if (inside === path) return;
    arriveQuietly(inside);
    void navigate({ to: inside });
  }, [step.id]);
  const last = here === steps.length - 1;
  const stop = () => {
    stopTour("client");
    document.getElementById("inhoud")?.focus({ preventScroll: true });
  };
  const title = t(`tour.${step.id}`);
  const text = t(`tour.${step.id}.text`);
  return (
    <TourPanel
      label={t("tour.label")} step={step.id} title={title} text={text}
      picture={<Pictogram of={step.picture} size="4rem" plate />}
      aloud={<ReadAloud text={aloudOf([title, text])} />}
      next={last ? t("tour.done") : here === 0 ? t("tour.begin") : t("tour.next")}
      onNext={() => (last ? stop() : showTour("client", here + 1))}
      back={t("tour.back")}
      onBack={here === 0 ? undefined : () => showTour("client", here - 1)}
      stop={t("tour.stop")}
      onStop={stop}
    />
  );
}
