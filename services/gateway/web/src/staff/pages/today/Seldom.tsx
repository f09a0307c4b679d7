/**
 * What is seldom on Today, and seldom small: what came from a colleague who left (O-01), a client who asked to be forgotten,
 * and another system that cannot be reached.
 * Each says what one could do next. Nothing there, nothing shown; when it cannot be read, the day goes on without it.
 */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { hasRole, useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { ErrorNote } from "@/design/ErrorNote";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useNames, useWorkerNames } from "@/names/names";
import { useChange } from "@/staff/change";
import { locationsQuery } from "../people/queries";
import { type Erasure, openErasuresQuery, type PassedOn, passedOnQuery, restingQuery, seePassedOn } from "./seldom-queries";
import styles from "./today.module.css";

export function Seldom() {
  const session = useSession().data;
  const guides = hasRole(session, "support_worker", "network_lead", "coordinator");
  const passed = useQuery({ ...passedOnQuery, enabled: guides }).data ?? [];
  const erasures = useQuery(openErasuresQuery).data ?? [];
  return (
    <>
      {passed.map((one) => <Passed key={`${one.fromId}${one.toNobody}`} of={one} />)}
      <Forgetting of={erasures} />
      {hasRole(session, "organisation_admin") && <Resting />}
    </>
  );
}

/** Another system that was to be told something and could not be reached. */
function Resting() {
  const t = useT();
  const resting = useQuery(restingQuery).data ?? [];
  return resting.map((one) => (
    <Card key={one.id} tone="apricot" title={t("passing.rests.title", { name: one.name ?? "" })}>
      <p>{t("passing.rests.text")}</p>
      <p>
        <Link to="/organisatie" search={{ deel: "meldingen" }} className={buttonClass("primary")} aria-label={t("passing.rests.go.of", { name: one.name ?? "" })}>
          {t("passing.rests.go")}
        </Link>
      </p>
    </Card>
  ));
}

function Passed({ of }: { of: PassedOn }) {
  const t = useT();
  const from = useWorkerNames([of.fromId])(of.fromId);
  const clientOf = useNames([...(of.clientIds ?? []), ...(of.networkerClientIds ?? [])]);
  const locations = useQuery({ ...locationsQuery, enabled: !!of.locationIds?.length }).data ?? [];
  const see = useChange({ run: seePassedOn, refresh: [["passedOn"]], onDone: () => toast(t("passing.seen.done")) });
  const key = of.toNobody ? "nobody" : "from";
  const locationOf = (id: string) => locations.find((one) => one.id === id)?.name ?? "";
  return (
    <Card
      tone="sky" title={t(`passing.${key}.title`, { name: from })}
      actions={<Button onPress={() => see.start(of)} isPending={see.isPending} aria-label={t("passing.seen.of", { name: from })}>{t("passing.seen")}</Button>}
    >
      <p>{t(`passing.${key}.text`, { name: from })}</p>
      <ul className={`${styles.rows} plain-list`}>
        {(of.clientIds ?? []).map((id) => (
          <Line key={id} words={t(`passing.${key}.client`, { client: clientOf(id) })}>
            <Link to="/mensen/$clientId" params={{ clientId: id }} search={of.toNobody ? { deel: "begeleiding" } : {}} className={buttonClass("secondary", "small")}>
              {of.toNobody ? t("passing.choose") : t("passing.toClient", { client: clientOf(id, true) })}
            </Link>
          </Line>
        ))}
        {(of.networkerClientIds ?? []).map((id) => (
          <Line key={`n${id}`} words={t(`passing.${key}.networker`, { client: clientOf(id) })}>
            <Link to="/mensen/$clientId" params={{ clientId: id }} className={buttonClass("secondary", "small")}>{t("passing.toClient", { client: clientOf(id, true) })}</Link>
          </Line>
        ))}
        {(of.locationIds ?? []).map((id) => (
          <Line key={id} words={t(`passing.${key}.location`, { location: locationOf(id) })}>
            <Link to="/team/locatie/$locationId" params={{ locationId: id }} className={buttonClass("secondary", "small")}>{t("passing.toLocation", { location: locationOf(id) })}</Link>
          </Line>
        ))}
      </ul>
      <ErrorNote problem={see.problem} />
    </Card>
  );
}

function Line({ words, children }: { words: string; children: ReactNode }) {
  return <li className={styles.row}><p>{words}</p>{children}</li>;
}

/** Whoever asked, and whoever waits for a second yes of who reads this; the rest goes by itself. */
function Forgetting({ of }: { of: Erasure[] }) {
  const t = useT();
  const mayHasten = hasRole(useSession().data, "coordinator", "organisation_admin");
  const asks = of.filter((one) => one.state === "STATE_ASKED" || (mayHasten && one.secondYesYours));
  const nameOf = useNames(asks.map((one) => one.clientId));
  return asks.map((one) => {
    const client = nameOf(one.clientId);
    const key = one.state === "STATE_ASKED" ? "asked" : "second";
    return (
      <Card key={one.id} tone="apricot" title={t(`passing.forget.${key}`, { client })}>
        <p>{t(`passing.forget.${key}Text`)}</p>
        <p>
          <Link to="/mensen/$clientId/wissen" params={{ clientId: one.clientId ?? "" }} className={buttonClass("primary")} aria-label={t("passing.forget.go.of", { client })}>
            {t("passing.forget.go")}
          </Link>
        </p>
      </Card>
    );
  });
}
