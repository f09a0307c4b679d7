/** One way to the look around: below the tiles until somebody took it, and always in "how I like it". */
import { showTour, useTour } from "@/app/tour";
import { buttonClass } from "@/design/button-class";
import { Pictogram } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import { Compass } from "@/pictograms";

export function Offer({ always = false, onStart }: { always?: boolean; onStart?: () => void }) {
  const t = useT();
  const { at, seen } = useTour("client");
  if (!always && (seen || at !== null)) return null;
  const start = () => {
    onStart?.();
    showTour("client", 0);
  };
  return (
    <p>
      <button type="button" className={buttonClass("secondary")} onClick={start}>
        <Pictogram of={Compass} size="2rem" /> {t("tour.offer")}
      </button>
    </p>
  );
}
