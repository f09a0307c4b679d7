/** The map is offered to everybody; what the client says is fine, whatever it is (N-16). One tap, and another tap changes it. */
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import styles from "./map.module.css";
import { type NetworkMap, type Offer, offerMap } from "./queries";

const answers = ["OFFER_ACCEPTED", "OFFER_LATER", "OFFER_DECLINED"] as const;

export function MapOffer({ map, name }: { map: NetworkMap; name: string }) {
  const t = useT();
  const date = useFormat().date;
  const undo = useUndo();
  const clientId = map.clientId ?? "";
  const refresh = [["networkMaps", clientId], ["networkMapOffers"]];
  const before = map.offer && map.offer !== "OFFER_UNSPECIFIED" ? map.offer : null;
  const say = useChange({
    run: (offer: Offer, once) => offerMap(clientId, offer, once),
    refresh,
    onDone: () => {
      if (before) undo(t("map.offer.kept"), () => offerMap(clientId, before, requestId()), refresh);
      else toast(t("map.offer.kept"));
    },
  });
  return (
    <section className={styles.offer}>
      <div>
        <h3>{t("map.offer.title")}</h3>
        <p className="small">{before && map.offerTime ? t(`map.offer.said.${before}`, { name, date: date(map.offerTime) }) : t("map.offer.none", { name })}</p>
      </div>
      <div className="cluster" role="group" aria-label={t("map.offer.title")}>
        {answers.map((offer) => (
          <Button key={offer} size="small" kind={before === offer ? "primary" : "secondary"} aria-pressed={before === offer} isDisabled={say.isPending} onPress={() => before !== offer && say.start(offer)}>
            {t(`map.${offer}`)}
          </Button>
        ))}
      </div>
      <ErrorNote problem={say.problem} />
    </section>
  );
}
