/** Who left while the others went on: each with the care of an ending (M-11, M-16). */
import { useState } from "react";
import { Button } from "@/design/Button";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { CareCard } from "./CareCard";
import type { Departed, Match } from "./queries";
import { isFormer } from "./road";
import { VoiceDialog } from "./VoiceDialog";
import styles from "./matches.module.css";

export function DepartedPart({ match }: { match: Match }) {
  const t = useT();
  const left = match.departed ?? [];
  const nameOf = useNames(left.map((one) => one.clientId));
  if (left.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t("matchlife.departed.title")}</h2>
      <p className="soft">{t(isFormer(match) ? "matchlife.departed.former" : "matchlife.departed.lead")}</p>
      <div className={styles.people}>
        {left.map((one) => (
          <CareCard key={one.clientId} match={match} care={{ ...one.care, clientId: one.clientId }} above={<When match={match} of={one} name={nameOf(one.clientId, true)} />} />
        ))}
      </div>
    </section>
  );
}

function When({ match, of, name }: { match: Match; of: Departed; name: string }) {
  const t = useT();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const mayReturn = !isFormer(match) && (match.state === "STATE_UNDER_WAY" || match.state === "STATE_PAUSED" || match.state === "STATE_GETTING_ACQUAINTED");
  return (
    <>
      {of.leaveTime && <p className="soft">{t("matchlife.departed.since", { name, when: format.date(of.leaveTime) })}</p>}
      {of.privateReason && (
        <div role="note" className={styles.hints} aria-label={t("matches.end.privateSaid")}>
          <p className={styles.strong}>{t("matches.end.privateSaid")}</p>
          <p className={styles.pre}>{of.privateReason}</p>
        </div>
      )}
      {mayReturn && (
        <div><Button size="small" onPress={() => setAsking(true)}>{t("matchlife.departed.back", { name })}</Button></div>
      )}
      {asking && <VoiceDialog match={match} person={{ id: of.clientId ?? "", name }} about="takeBack" onClose={() => setAsking(false)} />}
    </>
  );
}
