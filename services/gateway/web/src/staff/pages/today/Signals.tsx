/** The quiet signals, most tender first: whom it is about, why, and the next step. What can wait goes to "later". */
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { EmptyState } from "@/design/EmptyState";
import { QueryView } from "@/design/QueryView";
import { useT } from "@/i18n/staff";
import { SunWithFace } from "@/pictograms";
import { useCalled, usePeopleOf } from "../evaluation/people";
import { groupsOf } from "./groups";
import { byKeyboard } from "./keys";
import { allSignalsQuery, type Signal } from "./queries";
import { GroupCard } from "./SignalGroup";
import styles from "./today.module.css";

const atOnce = 8;
/** Two of each are quickly read; when it is about many, the most tender one of each is enough to begin with. */
const openOf = (groups: number) => (groups > 5 ? 1 : 2);

export function Signals({ query }: { query: UseQueryResult<Signal[]> }) {
  const t = useT();
  return (
    <section className="stack" aria-label={t("today.signals.title")}>
      <QueryView
        query={query}
        empty={<EmptyState title={t("today.quiet.title")} text={t("today.quiet.text")} pictogram={SunWithFace} />}
      >
        {(list) => <Some of={list} />}
      </QueryView>
      {query.data && <Later now={query.data} />}
    </section>
  );
}

/** A screen's worth at once; the tender ones come first, so nobody misses them. */
function Some({ of }: { of: Signal[] }) {
  const t = useT();
  const [shown, setShown] = useState(atOnce);
  const groups = groupsOf(of);
  return (
    <div className="stack" onKeyDown={byKeyboard}>
      <Groups of={of} shown={shown} />
      {groups.length > shown && <div><Button onPress={() => setShown(shown + atOnce)}>{t("common.more")}</Button></div>}
      {of.length > 1 && <p className={`${styles.keys} small soft`}>{t("today.keys")}</p>}
    </div>
  );
}

function Groups({ of, shown, later = false }: { of: Signal[]; shown?: number; later?: boolean }) {
  const all = groupsOf(of);
  const groups = all.slice(0, shown);
  const peopleOf = usePeopleOf(groups.map((group) => group.matchId));
  const people = useCalled(groups.flatMap((group) => [group.clientId, ...peopleOf(group.matchId)]));
  return (
    <ul className="stack plain-list">
      {groups.map((group) => (
        <li key={group.key}><GroupCard of={group} together={peopleOf(group.matchId)} people={people} later={later} open={openOf(all.length)} /></li>
      ))}
    </ul>
  );
}

/** What was put off, only for who asks: why, and until when. */
function Later({ now }: { now: Signal[] }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const all = useQuery({ ...allSignalsQuery, enabled: open });
  const shown = new Set(now.map((signal) => signal.id));
  const later = (all.data ?? []).filter((signal) => !shown.has(signal.id));
  return (
    <div className={styles.later}>
      <div className="cluster">
        <Button kind="quiet" size="small" aria-expanded={open} onPress={() => setOpen(!open)}>{open ? t("today.later.hide") : t("today.later.show")}</Button>
        <Link to="/tussenstand" className={buttonClass("quiet", "small")}>{t("today.evaluations")}</Link>
      </div>
      {open && (
        <section className="stack" aria-label={t("today.later.title")}>
          <QueryView query={all}>{() => (later.length > 0 ? <Groups of={later} later /> : <p className="soft">{t("today.later.none")}</p>)}</QueryView>
        </section>
      )}
    </div>
  );
}
