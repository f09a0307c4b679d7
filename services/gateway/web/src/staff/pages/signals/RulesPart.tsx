/** The rules that signals come from: which the organisation wants, and how patient they are. One change holds for everybody, and can be taken back. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { hasRole, useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { Chip } from "@/design/Chip";
import { cx } from "@/design/class";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { changesQuery, type Knob, type Rule, rulesQuery } from "./queries";
import { RuleForm } from "./RuleForm";
import styles from "./signals.module.css";

export function RulesPart() {
  const t = useT();
  return (
    <>
      <p className="soft">{t("signals.lead")}</p>
      <QueryView query={useQuery(rulesQuery)}>{(rules) => <Rules of={rules} />}</QueryView>
      <History />
    </>
  );
}

/** "6 weken" */
export function useMeasured() {
  const t = useT();
  return (knob: Knob, value = knob.value ?? 0) => t.count(`signals.${knob.unit === "UNIT_IN_A_ROW" ? "UNIT_IN_A_ROW" : "UNIT_WEEKS"}`, value);
}

function Rules({ of }: { of: Rule[] }) {
  const nameOf = useWorkerNames(of.map((rule) => rule.changedById));
  return (
    <ul className={`${styles.rules} plain-list`}>
      {of.map((rule) => <li key={rule.kind}><RuleCard of={rule} by={nameOf(rule.changedById)} /></li>)}
    </ul>
  );
}

function RuleCard({ of, by }: { of: Rule; by: string }) {
  const t = useT();
  const format = useFormat();
  const measured = useMeasured();
  const [changing, setChanging] = useState(false);
  const mayChange = hasRole(useSession().data, "coordinator");
  const kind = of.kind ?? "KIND_UNSPECIFIED";
  const name = t(`today.kind.${kind}`);
  return (
    <section className={cx(styles.rule, of.off && styles.off)}>
      <div className={styles.head}>
        <h2>{name}</h2>
        <span className="cluster">
          {of.off && <Chip>{t("signals.off")}</Chip>}
          {!of.off && of.knobs?.length === 1 && of.knobs[0] && <Chip tone="sky">{measured(of.knobs[0])}</Chip>}
        </span>
      </div>
      <p>{t(`signals.rule.${kind}`)}</p>
      {!of.off && <p className="soft">{t(`signals.now.${of.amount ?? "SIGNAL_AMOUNT_UNSPECIFIED"}`)}</p>}
      {of.changeTime && <p className="small soft">{t("signals.changed", { name: by, day: format.day(of.changeTime) })}</p>}
      {changing
        ? <RuleForm of={of} onClose={() => setChanging(false)} />
        : mayChange && <div><Button size="small" aria-label={t("signals.change.of", { rule: name })} onPress={() => setChanging(true)}>{t("signals.change")}</Button></div>}
    </section>
  );
}

/** Who changed what: it holds for everybody, so everybody who leads may see it. */
function History() {
  const t = useT();
  const format = useFormat();
  const measured = useMeasured();
  const changes = useQuery(changesQuery);
  const nameOf = useWorkerNames((changes.data ?? []).map((change) => change.changedById));
  return (
    <section className="stack">
      <h2>{t("signals.history")}</h2>
      <QueryView query={changes} empty={<p className="soft">{t("signals.history.none")}</p>}>
        {(list) => (
          <ul className={`${styles.history} plain-list`}>
            {list.map((change) => (
              <li key={change.id}>
                <span>
                  {t("signals.history.row", {
                    rule: t(`today.kind.${change.kind ?? "KIND_UNSPECIFIED"}`),
                    how: change.off ? t("signals.history.off") : (change.knobs ?? []).length > 0 ? format.list((change.knobs ?? []).map((knob) => measured(knob))) : t("signals.history.on"),
                  })}
                </span>
                <span className="soft">{t("signals.changed", { name: nameOf(change.changedById), day: change.time ? format.day(change.time) : "" })}</span>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </section>
  );
}
