/** Concerns about safety, for who takes them over: first of all there is, and gone from sight once somebody is on it. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useSession } from "@/api/session";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { useCalled, usePeopleOf } from "../evaluation/people";
import { type Concern, concernsQuery } from "../concerns/queries";
import { TakeUp } from "./TakeUp";
import styles from "./today.module.css";

export function Concerns() {
  const t = useT();
  const concerns = useQuery(concernsQuery);
  if (concerns.isError && !concerns.data) return <ErrorNote problem={asProblem(concerns.error)} onRetry={() => void concerns.refetch()} />;
  const waiting = (concerns.data ?? []).filter((one) => !one.takenOverBy);
  if (waiting.length === 0) return null;
  return (
    <section className={styles.concerns}>
      <h2>{t("today.concerns.title")}</h2>
      <p>{t("today.concerns.lead")}</p>
      <Rows of={waiting} />
      <p><Link to="/zorgen">{t("today.concerns.all")}</Link></p>
    </section>
  );
}

/** What somebody is on already, for who asks: at the foot of the page. */
export function TakenConcerns() {
  const t = useT();
  const taken = (useQuery(concernsQuery).data ?? []).filter((one) => one.takenOverBy);
  const [open, setOpen] = useState(false);
  if (taken.length === 0) return null;
  return (
    <div className={styles.later}>
      <div>
        <Button kind="quiet" size="small" aria-expanded={open} onPress={() => setOpen(!open)}>{open ? t("today.concerns.pastHide") : t("today.concerns.past")}</Button>
      </div>
      {open && <section className={styles.taken} aria-label={t("today.concerns.title")}><Rows of={taken} /></section>}
      {open && <p><Link to="/zorgen">{t("today.concerns.all")}</Link></p>}
    </div>
  );
}

function Rows({ of }: { of: Concern[] }) {
  const t = useT();
  const format = useFormat();
  const me = useSession().data?.person;
  const peopleOf = usePeopleOf(of.map((one) => one.matchId));
  const { called, nameOf } = useCalled(of.flatMap((one) => [one.clientId, ...peopleOf(one.matchId)]));
  const workerName = useWorkerNames(of.map((one) => one.takenOverBy));
  return (
    <ul className={`${styles.rows} plain-list`}>
      {of.map((one) => {
        const people = peopleOf(one.matchId);
        const forMe = !!me && one.supportWorkerIds?.includes(me);
        const first = one.clientId ? nameOf(one.clientId) : "";
        return (
          <li key={one.id} className={styles.row}>
            <div>
              <p className={styles.strong}>
                {people.length > 0 ? t("today.concerns.about", { names: called(people) }) : t(first ? "today.concerns.first" : "today.concerns.aboutNone", { name: first })}
              </p>
              {forMe && !one.takenOverBy && <p className={styles.strong}>{t("today.concerns.forMe")}</p>}
              {one.deliveries?.some((delivery) => delivery.state === "STATE_GIVEN_UP") && !one.handedOverTo && <p>{t("today.concerns.notArrived")}</p>}
              {people.length > 0 && first && <p>{t("today.concerns.first", { name: first })}</p>}
              <p>{one.reportTime && t("today.concerns.reported", { when: format.dayTime(one.reportTime) })}</p>
              {one.takenOverBy && (
                <p>{one.takenOverBy === me ? t("today.concerns.takenByMe") : t("today.concerns.taken", { name: workerName(one.takenOverBy) })}</p>
              )}
            </div>
            <div className="cluster">
              {!one.takenOverBy && <TakeUp of={one} />}
              {one.clientId && <Link to="/mensen/$clientId" params={{ clientId: one.clientId }} className={buttonClass("quiet")}>{t("today.step.person", { name: nameOf(one.clientId, true) })}</Link>}
              {one.matchId && <Link to="/koppelingen/$matchId" params={{ matchId: one.matchId }} className={buttonClass(one.takenOverBy ? "secondary" : "quiet", one.takenOverBy ? "small" : "normal")}>{t("today.concerns.match")}</Link>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
