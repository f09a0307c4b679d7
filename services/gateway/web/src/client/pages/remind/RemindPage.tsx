/** Remind me: where, and when. Each on or off in one tap; nothing is on by itself. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import { useGo } from "@/client/go";
import { Ready } from "@/client/Kind";
import styles from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { Calendar, CrescentMoon, Laptop, MobilePhone, Sun } from "@/pictograms";
import { allowHere, canPush, forgetDevices, saveWishes, type Wishes, wishesQuery } from "./queries";

export function RemindPage() {
  const t = useT();
  const wishes = useQuery(wishesQuery);
  return (
    <ClientPage title={t("remind.title")} question={t("remind.lead")} back="/mijn/over-mij" aloud={[t("remind.quiet")]}>
      <Ready of={[wishes]}>{() => wishes.data && <Choices now={wishes.data} />}</Ready>
    </ClientPage>
  );
}

function Choices({ now }: { now: Wishes }) {
  const t = useT();
  const save = useTell((change: Partial<Wishes>, requestId) => saveWishes(now, change, requestId), "reminders");
  const somewhere = now.byEmail || now.byPush;
  return (
    <>
      <section className={styles.section}>
        <h2>{t("remind.where")}</h2>
        <Doings>
          <Here now={now} />
          <ByMail now={now} save={(change) => save.send(change)} busy={save.busy} />
          <Doing href="/mijn/over-mij/herinneren/agenda" words={t("remind.calendar")} note={t("remind.calendarNote")} picture={Calendar} tone="sky" />
        </Doings>
      </section>
      {somewhere && (
        <section className={styles.section}>
          <h2>{t("remind.when")}</h2>
          <Doings>
            <Doing on={now.dayBefore ?? false} flag={flag(t, now.dayBefore)} words={t("remind.dayBefore")} picture={CrescentMoon} onPress={() => save.send({ dayBefore: !now.dayBefore })} busy={save.busy} />
            <Doing on={now.sameDay ?? false} flag={flag(t, now.sameDay)} words={t("remind.sameDay")} picture={Sun} onPress={() => save.send({ sameDay: !now.sameDay })} busy={save.busy} />
          </Doings>
          <p className={styles.large}>{t("remind.quiet")}</p>
        </section>
      )}
      <ErrorNote problem={save.problem} onRetry={save.again} />
      {save.waiting && <Waiting />}
    </>
  );
}

const flag = (t: ReturnType<typeof useT>, on: boolean | undefined): string => (on ? t("remind.yes") : t("remind.no"));

/** On this phone or computer. What the browser refuses is said kindly: it is nobody's mistake. */
function Here({ now }: { now: Wishes }) {
  const t = useT();
  const [refused, setRefused] = useState(false);
  const allow = useTell((_: "here", requestId) => allowHere(now.pushKey ?? "", requestId), "reminders");
  const forget = useTell((_: "all", requestId) => forgetDevices(requestId), "reminders");
  if (!now.pushKey || !canPush()) return null;
  const on = !!now.byPush && !!now.hasDevice;
  const tap = () => {
    setRefused(false);
    if (on) forget.send("all");
    else allow.send("here", (said) => setRefused(said === "no"));
  };
  return (
    <>
      <Doing
        on={on}
        flag={flag(t, on)}
        words={t("remind.here")}
        note={refused ? t("remind.hereNot") : t("remind.hereNote")}
        picture={MobilePhone}
        onPress={tap}
        busy={allow.busy || forget.busy}
      />
      <ErrorNote problem={allow.problem ?? forget.problem} onRetry={allow.problem ? allow.again : forget.again} />
    </>
  );
}

function ByMail({ now, save, busy }: { now: Wishes; save: (change: Partial<Wishes>) => void; busy: boolean }) {
  const t = useT();
  const go = useGo();
  if (!now.emailPossible) return null;
  const lost = now.byEmail && now.arrival === "ARRIVAL_NO";
  return (
    <>
      <Doing
        on={now.byEmail ?? false}
        flag={flag(t, now.byEmail)}
        words={t("remind.mail")}
        note={now.byEmail ? t("remind.mailTo", { email: now.email ?? "" }) : t("remind.mailNote")}
        picture={Laptop}
        onPress={() => (now.byEmail ? save({ byEmail: false }) : go("/mijn/over-mij/herinneren/mail"))}
        busy={busy}
      />
      {lost && <Doing href="/mijn/over-mij/herinneren/mail" words={t("remind.mailLost")} note={t("remind.mailLostNote")} picture={Laptop} tone="rose" />}
    </>
  );
}
