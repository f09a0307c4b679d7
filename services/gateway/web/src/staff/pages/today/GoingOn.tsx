/** Who goes out today and tomorrow. To know, not to watch (D-05). */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Chip } from "@/design/Chip";
import { useLink } from "@/design/link";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useCalled } from "../evaluation/people";
import { dayOf, plusDays } from "./days";
import { type Activity, goingOnQuery } from "./queries";
import styles from "./today.module.css";

export function GoingOn() {
  const t = useT();
  const [today] = useState(() => dayOf(new Date()));
  const tomorrow = plusDays(today, 1);
  const found = useQuery(goingOnQuery([today, tomorrow]));
  return (
    <section className={styles.soon}>
      <div className={styles.soonHead}>
        <h2>{t("today.soon.title")}</h2>
        <Link to="/activiteiten">{t("today.soon.all")}</Link>
      </div>
      <QueryView query={found} empty={<p className="soft">{t("today.soon.none")}</p>}>
        {(list) => (
          <div className={styles.days}>
            {[{ day: today, title: t("today.soon.today") }, { day: tomorrow, title: t("today.soon.tomorrow") }].map(({ day, title }) => {
              const on = list.filter((one) => one.day === day);
              return on.length > 0 && <Day key={day} title={title} of={on} />;
            })}
          </div>
        )}
      </QueryView>
    </section>
  );
}

function Day({ title, of }: { title: string; of: Activity[] }) {
  const { called } = useCalled(of.flatMap((one) => one.clientIds ?? []));
  return (
    <div className={styles.day}>
      <h3>{title}</h3>
      <ul className="plain-list">{of.map((one) => <li key={one.id}><Outing of={one} names={called(one.clientIds)} /></li>)}</ul>
    </div>
  );
}

const dayparts = ["DAYPART_MORNING", "DAYPART_AFTERNOON", "DAYPART_EVENING"] as const;

function Outing({ of, names }: { of: Activity; names: string }) {
  const t = useT();
  const format = useFormat();
  const link = useLink(`/activiteiten/${of.id}`);
  const daypart = dayparts.find((one) => one === of.daypart);
  const when = of.clock || (daypart && t(`today.daypart.${daypart}`)) || (of.day && format.day(of.day));
  return (
    <div className={styles.outing}>
      <span className={styles.time}>{when}</span>
      <span>
        <a {...link} className={styles.what}>{of.what || t("today.soon.something")}</a>
        <span className={styles.who}>{t("today.soon.who", { names })}</span>
      </span>
      {of.state === "STATE_TRYING" && <Chip tone="sky">{t("today.soon.trying")}</Chip>}
    </div>
  );
}
