/** One's own days in the calendar of one's phone or computer: made, shown once, renewed, stopped. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type CalendarChoice, calendarKey, calendarQuery, changeCalendar, followAddress, makeCalendar, type OwnCalendar, stopCalendar } from "@/app/calendar";
import { QrCode } from "@/app/QrCode";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import styles from "./team.module.css";

export function CalendarPart() {
  const t = useT();
  const calendar = useQuery(calendarQuery);
  return (
    <>
      <p className="soft">{t("calendar.lead")}</p>
      <p className="soft">{t("calendar.neutral")}</p>
      <QueryView query={calendar}>{(now) => <Mine now={now} />}</QueryView>
    </>
  );
}

function Mine({ now }: { now: OwnCalendar }) {
  const t = useT();
  const [address, setAddress] = useState("");
  const [wanted, setWanted] = useState({ withPlace: false, withPeople: false });
  const undo = useUndo();
  const refresh = [calendarKey];
  const chosen = now.there ? { withPlace: now.withPlace, withPeople: now.withPeople } : wanted;
  const make = useChange({ run: (choice: CalendarChoice) => makeCalendar(choice), refresh, onDone: (made) => setAddress(made.address ?? "") });
  const save = useChange({ run: (choice: CalendarChoice) => changeCalendar(choice), refresh, onDone: () => undo(t("calendar.saved"), () => changeCalendar({ language: t.language, ...chosen }), refresh) });
  const stop = useChange({ run: () => stopCalendar(), refresh, onDone: () => { setAddress(""); toast(t("calendar.stopped")); } });
  const choose = (change: Partial<typeof wanted>) => (now.there ? save.start({ language: t.language, ...chosen, ...change }) : setWanted({ ...chosen, ...change }));
  return (
    <>
      {now.there && address && <Address address={address} />}
      {now.there && !address && <Reads now={now} />}
      <div className="stack">
        <Checkbox isSelected={chosen.withPeople} onChange={(withPeople) => choose({ withPeople })} description={t("calendar.peopleHelp")}>{t("calendar.people")}</Checkbox>
        <Checkbox isSelected={chosen.withPlace} onChange={(withPlace) => choose({ withPlace })} description={t("calendar.placeHelp")}>{t("calendar.place")}</Checkbox>
      </div>
      <ErrorNote problem={make.problem ?? save.problem ?? stop.problem} />
      {now.there ? (
        <div className="stack">
          <p className="soft small">{t("calendar.renewHelp")}</p>
          <div className="cluster">
            <Button onPress={() => make.start({ language: t.language, ...chosen })} isPending={make.isPending}>{t("calendar.renew")}</Button>
            <Button kind="quiet" onPress={() => stop.start(undefined)} isPending={stop.isPending}>{t("calendar.stop")}</Button>
          </div>
        </div>
      ) : (
        <div><Button kind="primary" onPress={() => make.start({ language: t.language, ...chosen })} isPending={make.isPending}>{t("calendar.make")}</Button></div>
      )}
    </>
  );
}

function Reads({ now }: { now: OwnCalendar }) {
  const t = useT();
  const format = useFormat();
  return (
    <Card title={t("calendar.title")}>
      <p>{t("calendar.since", { day: format.day(now.madeDay ?? "") })} {now.fetchedDay ? t("calendar.read", { day: format.day(now.fetchedDay) }) : t("calendar.notRead")}</p>
    </Card>
  );
}

function Address({ address }: { address: string }) {
  const t = useT();
  const copy = () => void navigator.clipboard?.writeText(address).then(() => toast(t("calendar.copied")), () => undefined);
  return (
    <Card title={t("calendar.made")}>
      <p>{t("calendar.once")}</p>
      <div className={styles.calendar}>
        <QrCode text={followAddress(address)} label={t("calendar.qr")} />
        <div className="stack">
          <label className={styles.address}>
            <span>{t("calendar.address")}</span>
            <input readOnly value={address} onFocus={(event) => event.target.select()} />
          </label>
          <div className="cluster">
            <Button onPress={copy}>{t("calendar.copy")}</Button>
            <a className={buttonClass("quiet")} href={followAddress(address)}>{t("calendar.open")}</a>
          </div>
        </div>
      </div>
      <details className={styles.fold} open>
        <summary>{t("calendar.help")}</summary>
        <ul>
          <li>{t("calendar.iphone")}</li>
          <li>{t("calendar.android")}</li>
          <li>{t("calendar.outlook")}</li>
        </ul>
        <p className="soft">{t("calendar.patience")}</p>
      </details>
    </Card>
  );
}
