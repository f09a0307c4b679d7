/** Where somebody stands, and one large step closer or further: nobody has to drag. */
import { Close, Further, Near } from "@/client/drawings";
import { Doing, Doings } from "@/client/Doing";
import type { Contact } from "@/client/data";
import type { Circle } from "@/design/Circles";
import { closer, further } from "@/design/circles-move";
import { useT } from "@/i18n/client";
import { Footprints, WavingHand } from "@/pictograms";
import { fromCircle } from "./place";

const pictures = { close: Close, near: Near, further: Further, unsaid: Footprints } as const;

export function Nearer({ contact, onMove, busy }: { contact: Contact; onMove: (to: Circle) => void; busy: boolean }) {
  const t = useT();
  const now = fromCircle(contact);
  const [nearer, away] = [closer(now), further(now)];
  return (
    <section aria-label={t("map.part.dichtbij")}>
      <Doings>
        {nearer && <Doing words={t(now === "unsaid" ? "circles.place" : "map.closer")} note={t("map.toThere", { circle: t(`circles.circle.${nearer}`) })} picture={pictures[nearer]} tone="leaf" onPress={() => onMove(nearer)} busy={busy} />}
        {away && <Doing words={t("map.further")} note={t("map.toThere", { circle: t(`circles.circle.${away}`) })} picture={away === "unsaid" ? WavingHand : pictures[away]} tone="sky" onPress={() => onMove(away)} busy={busy} />}
      </Doings>
      <p className="visually-hidden" role="status">{t(`circles.circle.${now}`)}</p>
    </section>
  );
}
