/** Among what comes: who asks me along, where I am welcome, and ideas. */
import { useQuery } from "@tanstack/react-query";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { kindPicture } from "@/client/kinds";
import styles from "@/client/kit.module.css";
import { useWhat, useWhen } from "@/client/pages/going/say";
import { useT } from "@/i18n/client";
import { LightBulb, PeopleDialogue } from "@/pictograms";
import { forMe, type Invitation, invitationsQuery, type Outing, welcomeQuery } from "./data";
import { useAskedBy } from "./say";

export function Asked() {
  const t = useT();
  const me = useMe();
  const asked = forMe(useQuery(invitationsQuery).data ?? [], me);
  if (asked.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2>{t("along.asked")}</h2>
      <Doings>{asked.map((one) => <OneAsked key={one.activityId} one={one} />)}</Doings>
    </section>
  );
}

function OneAsked({ one }: { one: Invitation }) {
  const t = useT();
  const by = useAskedBy(one);
  const what = useWhat()(one.activity ?? {});
  const when = useWhen()(one.activity ?? {});
  return (
    <Doing
      href={`/mijn/eropuit/gevraagd/${one.activityId}`}
      words={what}
      note={[by, when]}
      flag={t(one.answer === "ANSWER_MAYBE" ? "along.said.flag" : "along.asked")}
      picture={kindPicture(one.activity?.kind)}
      tone="rose"
    />
  );
}

/** What is open to me, and what one could think of. */
export function More() {
  const t = useT();
  const open = useQuery(welcomeQuery).data ?? [];
  return (
    <>
      {open.length > 0 && (
        <section className={styles.section}>
          <h2>{t("along.welcome")}</h2>
          <Doings>{open.slice(0, 6).map((one) => <OneOpen key={one.activity?.id} one={one} />)}</Doings>
        </section>
      )}
      <section className={styles.section}>
        <h2>{t("along.ideas")}</h2>
        <Doings>
          <Doing href="/mijn/eropuit/ideeen" words={t("along.ideas.title")} picture={LightBulb} tone="sky" />
          <Doing href="/mijn/eropuit/club/welke" words={t("along.club")} picture={PeopleDialogue} tone="lilac" />
        </Doings>
      </section>
    </>
  );
}

function OneOpen({ one }: { one: Outing }) {
  const what = useWhat()(one.activity ?? {});
  const when = useWhen()(one.activity ?? {});
  return <Doing href={`/mijn/eropuit/welkom/${one.activity?.id}`} words={what} note={when} picture={kindPicture(one.activity?.kind)} tone="sky" />;
}
