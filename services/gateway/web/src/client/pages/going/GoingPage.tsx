/** Going out: what comes, what was and how it was, and proposing something. */
import { useQueries, useQuery } from "@tanstack/react-query";
import type { Series } from "@/app/series";
import { ClientPage } from "@/client/ClientPage";
import { type Activity, activitiesQuery, toldQuery, useMe } from "@/client/data";
import { addDays, today } from "@/client/days";
import { Doing, Doings } from "@/client/Doing";
import { Kind, Ready } from "@/client/Kind";
import { Add } from "@/client/drawings";
import styles from "@/client/kit.module.css";
import { useT } from "@/i18n/client";
import { Sun } from "@/pictograms";
import { Asked, More } from "../along/Asked";
import { KindMark } from "./KindMark";
import { nextOfEach } from "./next";
import { useRhythm, useSeries } from "./series";
import { isOn, isOver, useWhat, useWhen, useWithWhom } from "./say";

export function GoingPage() {
  const t = useT();
  const me = useMe();
  const activities = useQuery(activitiesQuery);
  const now = today();
  const all = (activities.data ?? []).filter((one) => one.clientIds?.includes(me));
  const coming = nextOfEach(all.filter((one) => isOn(one) && !isOver(one, now)).sort((a, b) => (a.day || "9").localeCompare(b.day || "9")));
  const seriesOf = useSeries(coming);
  // Not further back than one remembers, and never a long list.
  const been = all.filter((one) => one.state !== "STATE_NOT_HELD" && isOver(one, now) && (one.day ?? "") >= addDays(now, -30)).slice(0, 4);
  const propose = <Doing href="/mijn/eropuit/nieuw/wat" words={t("client.going.propose")} picture={Add} tone="leaf" />;
  return (
    <ClientPage title={t("client.tile.going")}>
      <Ready of={[activities]}>
        {() => (
          <>
            <Asked />
            {coming.length === 0 && been.length === 0 ? (
              <Kind title={t("client.going.none")} text={t("client.going.noneText")} picture={Sun}><Doings single>{propose}</Doings></Kind>
            ) : (
              <section className={styles.section}>
                {coming.length === 0 && <p className={styles.large}>{t("client.going.nothingComing")}</p>}
                <Doings>{coming.map((one) => <Coming key={one.id} one={one} series={seriesOf(one)} />)}{propose}</Doings>
              </section>
            )}
            <Been list={been} />
            <More />
          </>
        )}
      </Ready>
    </ClientPage>
  );
}

function Coming({ one, series }: { one: Activity; series?: Series }) {
  const rhythm = useRhythm()(series);
  const whom = useWithWhom(one);
  const when = useWhen()(one);
  return <Doing href={`/mijn/eropuit/${one.id}`} words={useWhat()(one)} note={[when, rhythm, whom]} mark={<KindMark of={one} size="4.25rem" />} tone="apricot" />;
}

function Been({ list }: { list: readonly Activity[] }) {
  const t = useT();
  const me = useMe();
  const when = useWhen();
  const what = useWhat();
  const told = useQueries({ queries: list.map((one) => toldQuery(one.id ?? "", me)) });
  // Where a tap leads depends on what was told: nothing is shown until that is known, so that nothing changes under a finger.
  if (list.length === 0 || told.some((one) => one.isPending)) return null;
  return (
    <section className={styles.section}>
      <h2>{t("along.how.title")}</h2>
      <Doings>
        {list.map((one, index) => {
          const mood = told[index]?.data?.mood;
          const open = told[index]?.isSuccess && !mood;
          return (
            <Doing
              key={one.id}
              href={open ? `/mijn/eropuit/${one.id}/hoe-was-het/1` : `/mijn/eropuit/${one.id}`}
              words={what(one)}
              note={[when(one), mood && mood !== "MOOD_UNSPECIFIED" && mood !== "MOOD_SKIPPED" ? t(`along.how.said.${mood}`) : ""]}
              mark={<KindMark of={one} size="4.25rem" />}
              tone={open ? "rose" : "plain"}
            />
          );
        })}
      </Doings>
    </section>
  );
}
