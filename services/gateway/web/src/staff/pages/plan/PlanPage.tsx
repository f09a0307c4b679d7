/** One plan: what it comes down to, as a picture, its ideas, and who has nobody yet. */
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { hasRole, useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { Compass } from "@/pictograms";
import { useChange } from "@/staff/change";
import { say } from "../matches/parts";
import { Ideas } from "./Ideas";
import { Making } from "./Making";
import { Picture } from "./Picture";
import { isRunning, type Plan, planQuery, plansKey, plansQuery, startPlan } from "./queries";
import { Without } from "./Without";
import styles from "./plan.module.css";

/** Who may make and stop plans, and choose how they are made. */
export const useMayPlan = (): boolean => hasRole(useSession().data, "network_lead", "coordinator");

export function PlanPage() {
  const t = useT();
  const plans = useQuery(plansQuery);
  const { plan: chosen } = useSearch({ from: "/shell/plan" });
  const running = isRunning(plans.data?.[0]);
  return (
    <Page
      title={t("plan.title")}
      lead={t("plan.lead")}
      above={<Link to="/koppelingen">{t("matches.title")}</Link>}
      actions={<Actions busy={running || plans.isPending} />}
    >
      {plans.data?.[0] && running && <Making plan={plans.data[0]} />}
      <QueryView query={plans} empty={<NoPlan />} isEmpty={(all) => !chosen && !all.some(isDone)}>
        {(all) => {
          const latest = all.find(isDone);
          return (
            <>
              {!running && all[0]?.state === "STATE_STOPPED" && <p className="soft" role="status">{say(t.language, all[0].summary?.[0]) || t("plan.making.cut")}</p>}
              {chosen && chosen !== latest?.id ? <Earlier key={chosen} id={chosen} /> : latest && <OnePlan key={latest.id} plan={latest} />}
              <History plans={all.filter(isDone)} shown={chosen ?? latest?.id} />
            </>
          );
        }}
      </QueryView>
    </Page>
  );
}

const isDone = (plan: Plan): boolean => plan.state === "STATE_DONE";

function Actions({ busy }: { busy: boolean }) {
  const t = useT();
  const may = useMayPlan();
  const make = useChange({ refresh: [plansKey], run: (_: null, requestId) => startPlan(undefined, requestId), onDone: () => toast(t("plan.making.begun")) });
  return (
    <>
      {may && !busy && <Button kind="primary" isPending={make.isPending} onPress={() => make.start(null)}>{t("plan.make")}</Button>}
      <Link to="/plan/instellingen" className={buttonClass("quiet")}>{t("plan.settings")}</Link>
      {make.problem && <ErrorNote problem={make.problem} />}
    </>
  );
}

function NoPlan() {
  const t = useT();
  const may = useMayPlan();
  return <EmptyState title={t("plan.empty.title")} text={may ? t("plan.empty.text") : `${t("plan.empty.text")} ${t("plan.empty.ask")}`} pictogram={Compass} />;
}

function Earlier({ id }: { id: string }) {
  const t = useT();
  const plan = useQuery(planQuery(id));
  return (
    <QueryView query={plan}>
      {(found) => (
        <>
          <p className={styles.earlier}>{t("plan.earlier")} <Link to="/plan" search={{}}>{t("plan.earlier.latest")}</Link></p>
          <OnePlan plan={found} />
        </>
      )}
    </QueryView>
  );
}

function OnePlan({ plan }: { plan: Plan }) {
  const t = useT();
  const format = useFormat();
  return (
    <>
      <section className={styles.summary}>
        <div className={styles.words}>
          <h2>{t("plan.summary")}</h2>
          <ul className={styles.sentences}>{plan.summary?.map((one) => <li key={one.code}>{say(t.language, one)}</li>)}</ul>
          {plan.doneTime && <p className="soft small">{t(plan.nightly ? "plan.made.night" : "plan.made.asked", { when: format.dayTime(plan.doneTime) })}</p>}
        </div>
      </section>
      {!!plan.wishing && <Picture plan={plan} />}
      {!!plan.withIdea && <Ideas planId={plan.id ?? ""} />}
      {!!plan.without && <Without planId={plan.id ?? ""} />}
    </>
  );
}

function History({ plans, shown }: { plans: readonly Plan[]; shown: string | undefined }) {
  const t = useT();
  const format = useFormat();
  const others = plans.filter((plan) => plan.id !== shown && plan.doneTime).slice(0, 10);
  if (others.length === 0) return null;
  return (
    <details className={styles.more}>
      <summary>{t("plan.earlier.list")}</summary>
      <ul className="plain-list">
        {others.map((plan) => (
          <li key={plan.id}><Link to="/plan" search={{ plan: plan.id }}>{t(plan.nightly ? "plan.made.night" : "plan.made.asked", { when: format.dayTime(plan.doneTime ?? "") })}</Link></li>
        ))}
      </ul>
    </details>
  );
}
