/** A look back that was finished: what follows and where to do it, and what was told. */
import { Link } from "@tanstack/react-router";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Initials } from "@/design/Initials";
import { useLink } from "@/design/link";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import styles from "./evaluation.module.css";
import { NewMatch } from "./NewMatch";
import { outcomes, placeFor } from "./outcomes";
import { useCalled } from "./people";
import type { Evaluation } from "./queries";
import { Reopen } from "./Reopen";
import { SideBySide } from "./SideBySide";
import { Told } from "./Told";
import { useHowTold } from "./how-told";

export function Done({ of }: { of: Evaluation }) {
  const t = useT();
  const howTold = useHowTold();
  const { nameOf, called } = useCalled(of.clientIds ?? []);
  const told = of.reflections ?? [];
  return (
    <>
      <Follows of={of} />
      {of.outcome === "OUTCOME_NEW_MATCH" && <NewMatch of={of} />}
      <section className="stack">
        <h2>{t("evaluation.interim.done.told")}</h2>
        {told.length === 0 && <p className="soft">{t("evaluation.interim.done.nothing")}</p>}
        <div className={styles.apart}>
          {told.map((one) => (
            <Card
              key={one.clientId ?? ""}
              level={3}
              mark={one.clientId && <Initials name={nameOf(one.clientId)} />}
              title={one.clientId ? nameOf(one.clientId) : t("evaluation.interim.own")}
              note={one.clientId ? howTold(one) : t("evaluation.interim.own.private")}
            >
              <Told of={one} version={of.questionsVersion} others={called((of.clientIds ?? []).filter((id) => id !== one.clientId))} own={!one.clientId} />
            </Card>
          ))}
        </div>
      </section>
      <SideBySide of={of} />
      <div className="cluster">
        <Reopen of={of} />
        <Link to="/tussenstand/nieuw" search={{ koppeling: of.matchId }} className={buttonClass("quiet")}>{t("evaluation.interim.done.again")}</Link>
      </div>
    </>
  );
}

function Follows({ of }: { of: Evaluation }) {
  const t = useT();
  const format = useFormat();
  const outcome = outcomes.find((one) => one === of.outcome) ?? "OUTCOME_CONTINUE";
  const link = useLink(placeFor(outcome, of.matchId ?? ""));
  return (
    <Card
      tone="leaf"
      title={t(`evaluation.outcome.${outcome}`)}
      note={of.closeTime && t("evaluation.interim.closed", { when: format.date(of.closeTime) })}
      actions={<a {...link} className={buttonClass("primary")}>{t(`evaluation.outcome.${outcome}.link`)}</a>}
    >
      {of.outcomeWords && (
        <div>
          <p className={styles.strong}>{t("evaluation.interim.done.agreed")}</p>
          <p className={styles.words}>{of.outcomeWords}</p>
        </div>
      )}
      {(of.reasons ?? []).length > 0 && (
        <div>
          <p className={styles.strong}>{t("lookback.reasons.why")}</p>
          <ul>{of.reasons?.map((reason) => <li key={reason}>{t(`lookback.reason.${reason}`)}</li>)}</ul>
        </div>
      )}
      <div>
        <p className={styles.strong}>{t("evaluation.interim.done.next")}</p>
        <p>{t(`evaluation.outcome.${outcome}.step`)}</p>
        {outcome !== "OUTCOME_CONTINUE" && <p className="small">{t("lookback.follows.themselves")}</p>}
      </div>
    </Card>
  );
}
