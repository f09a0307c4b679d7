/** What one needs to know to get in somewhere: a picture, and always the words. */
import { type Drawing, Pictogram } from "@/design/Pictogram";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { Bus, Coin, Restroom, ShushingFace, WavingHand, WheelchairSymbol } from "@/pictograms";
import type { Fact, Place } from "./queries";
import styles from "./activities.module.css";

export const facts = ["wheelchair", "toilet", "byBus", "quiet", "free", "knowsUs"] as const;
export type FactName = (typeof facts)[number];

export const factPictures: Record<FactName, Drawing> = {
  wheelchair: WheelchairSymbol, toilet: Restroom, byBus: Bus, quiet: ShushingFace, free: Coin, knowsUs: WavingHand,
};

const prefix: Record<Exclude<Fact, "FACT_UNSPECIFIED">, "" | "partly." | "no."> = { FACT_YES: "", FACT_PARTLY: "partly.", FACT_NO: "no." };

export function Access({ place, withUnknown = false }: { place: Place; withUnknown?: boolean }) {
  const t = useT();
  const format = useFormat();
  const known = facts.flatMap((name) => {
    const fact = place[name];
    return fact && fact !== "FACT_UNSPECIFIED" ? [{ name, fact }] : [];
  });
  const unknown = facts.filter((name) => !known.some((one) => one.name === name));
  return (
    <>
      {known.length > 0 && (
        <ul className={`${styles.access} plain-list`}>
          {known.map(({ name, fact }) => (
            <li key={name} className={styles.fact} data-fact={fact}>
              <Pictogram of={factPictures[name]} size="1.75rem" plate />
              {t(`activities.fact.${prefix[fact]}${name}`)}
            </li>
          ))}
        </ul>
      )}
      {place.spending && <p className="small">{t("places.spending.said", { words: place.spending })}</p>}
      {place.knowsUsRole && <p className="small">{t("places.role.said", { role: place.knowsUsRole })}</p>}
      {withUnknown && unknown.length > 0 && (
        <p className="soft small">{t("activities.place.notKnown", { facts: format.list(unknown.map((name) => t(`activities.fact.short.${name}`))) })}</p>
      )}
    </>
  );
}
