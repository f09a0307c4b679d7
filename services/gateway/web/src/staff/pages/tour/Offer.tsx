/** Once on this device: would you like a look around? Quiet, at the foot of Today, and gone after any answer. */
import { showTour, stopTour, useTour } from "@/app/tour";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { Pictogram } from "@/design/Pictogram";
import { useT } from "@/i18n/staff";
import { Compass } from "@/pictograms";

export function Offer() {
  const t = useT();
  const { at, seen } = useTour("staff");
  if (seen || at !== null) return null;
  return (
    <Card
      mark={<Pictogram of={Compass} size="2.75rem" plate />} title={t("tour.offer")} note={t("tour.offer.text")}
      actions={<><Button onPress={() => showTour("staff", 0)}>{t("tour.offer.yes")}</Button><Button kind="quiet" onPress={() => stopTour("staff")}>{t("common.notNow")}</Button></>}
    />
  );
}
