/** My days in the calendar of my phone: made in one tap, the address as a square to scan, stopped in one tap. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type CalendarChoice, calendarQuery, changeCalendar, followAddress, makeCalendar, type OwnCalendar, stopCalendar } from "@/app/calendar";
import { QrCode } from "@/app/QrCode";
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import { Ready } from "@/client/Kind";
import styles from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { useFormat } from "@/i18n/format";
import { Calendar, CounterclockwiseArrowsButton, MobilePhone, RaisedHand, RoundPushpin } from "@/pictograms";

export function CalendarPage() {
  const t = useT();
  const calendar = useQuery(calendarQuery);
  return (
    <ClientPage title={t("remind.calendar")} question={t("remind.calendarLead")} back="/mijn/over-mij/herinneren" aloud={[t("remind.calendarNames")]}>
      <Ready of={[calendar]}>{() => calendar.data && <Mine now={calendar.data} />}</Ready>
    </ClientPage>
  );
}

function Mine({ now }: { now: OwnCalendar }) {
  const t = useT();
  const [address, setAddress] = useState("");
  const choice: CalendarChoice = { language: t.language, withPlace: now.withPlace };
  const make = useTell((wanted: CalendarChoice) => makeCalendar(wanted), "calendar");
  const change = useTell((wanted: CalendarChoice) => changeCalendar(wanted), "calendar");
  const stop = useTell((_: "stop") => stopCalendar(), "calendar");
  const begin = () => make.send(choice, (made) => setAddress(made.address ?? ""));
  const problem = make.problem ?? change.problem ?? stop.problem;
  const again = make.problem ? make.again : change.problem ? change.again : stop.again;
  return (
    <>
      {address && now.there && <Address address={address} />}
      {now.there && !address && <Read now={now} />}
      <Doings>
        {!now.there && <Doing words={t("remind.make")} note={t("remind.makeNote")} picture={Calendar} tone="leaf" onPress={begin} busy={make.busy} />}
        {now.there && (
          <>
            <Doing
              on={now.withPlace}
              flag={now.withPlace ? t("remind.yes") : t("remind.no")}
              words={t("remind.place")}
              note={t("remind.placeNote")}
              picture={RoundPushpin}
              onPress={() => change.send({ ...choice, withPlace: !now.withPlace })}
              busy={change.busy}
            />
            <Doing words={t("remind.again")} note={t("remind.againNote")} picture={CounterclockwiseArrowsButton} onPress={begin} busy={make.busy} />
            <Doing words={t("remind.stop")} note={t("remind.stopNote")} picture={RaisedHand} onPress={() => stop.send("stop", () => setAddress(""))} busy={stop.busy} />
          </>
        )}
      </Doings>
      <ErrorNote problem={problem} onRetry={again} />
      {(make.waiting || change.waiting || stop.waiting) && <Waiting />}
    </>
  );
}

function Address({ address }: { address: string }) {
  const t = useT();
  return (
    <section className={styles.section} aria-label={t("remind.scan")}>
      <h2>{t("remind.scan")}</h2>
      <div className={styles.told}>
        <QrCode text={followAddress(address)} label={t("remind.qr")} />
        <div className={styles.toldWords}><p>{t("remind.scanHow")}</p><p>{t("remind.scanThen")}</p><p>{t("remind.scanHelp")}</p></div>
      </div>
      <Doings single><Doing href={followAddress(address)} words={t("remind.open")} note={t("remind.openNote")} picture={MobilePhone} tone="sky" /></Doings>
    </section>
  );
}

function Read({ now }: { now: OwnCalendar }) {
  const t = useT();
  const format = useFormat();
  return <p className={styles.large}>{now.fetchedDay ? t("remind.read", { day: format.day(now.fetchedDay) }) : t("remind.notRead")}</p>;
}
