/** How it began: the wish in own words, the reason in plain words, who made it how. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { useT } from "@/i18n/staff";
import { type Match, wishQuery } from "./queries";
import { stateOf } from "./road";
import { WishQuote } from "./WishQuote";
import styles from "./matches.module.css";

export function WhySection({ match }: { match: Match }) {
  const t = useT();
  const wish = useQuery({ ...wishQuery(match.wishId ?? ""), enabled: !!match.wishId });
  const making = match.making && match.making !== "MAKING_UNSPECIFIED" ? t(`matches.propose.making.${match.making}`) : "";
  const mayEdit = !!stateOf(match) && match.state !== "STATE_IDEA" && match.state !== "STATE_CLOSED";
  const facts: [string, string | undefined][] = [
    [t("matches.origin"), match.origin && match.origin !== "ORIGIN_UNSPECIFIED" ? t(`matches.origin.${match.origin}`) : undefined],
    [t("matches.match.beganAt"), match.beganAt],
    [t("matches.match.reason"), match.reason],
    [t("matches.match.making"), making],
    [t("matches.match.guidanceNeeded"), match.guidanceNeeded],
    [t("matches.match.citizens"), match.citizens ? t.count("matches.match.citizensN", match.citizens) : undefined],
  ];
  return (
    <Card title={t("matches.match.why")} actions={mayEdit && <Link to="/koppelingen/$matchId/wijzigen" params={{ matchId: match.id ?? "" }} className={buttonClass("secondary", "small")} aria-label={t("matchlife.edit.why")}>{t("common.edit")}</Link>}>
      {wish.data && <WishQuote wish={wish.data} level={3} />}
      <dl className={styles.facts}>
        {facts.filter(([, text]) => !!text).map(([label, text]) => <div key={label}><dt>{label}</dt><dd>{text}</dd></div>)}
      </dl>
      {match.againOf && <p><Link to="/koppelingen/$matchId" params={{ matchId: match.againOf }}>{t("matchlife.again.of")}</Link></p>}
    </Card>
  );
}
