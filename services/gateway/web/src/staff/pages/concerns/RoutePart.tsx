/** How concerns go through the organisation: what somebody reads, who gets it, where it is told; and trying it out before it is kept. */
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { isOvertaken, useChange, useEdit } from "@/staff/change";
import { Overtaken } from "@/staff/Overtaken";
import styles from "./concerns.module.css";
import { LocationsField, People } from "./People";
import { type Route, routeQuery, routesQuery, type RouteText, saveRoute } from "./queries";
import { Preview } from "./Preview";
import { Secrets, Ways } from "./Ways";

export type Draft = Route & { etag: string };

export function RoutePart() {
  const t = useT();
  const route = useQuery(routeQuery);
  return (
    <>
      <h2>{t("concerns.route.title")}</h2>
      <p className="soft">{t("concerns.route.lead")}</p>
      <QueryView query={route}>{(now) => <Form now={now} />}</QueryView>
    </>
  );
}

function Form({ now }: { now: Route }) {
  const t = useT();
  const edit = useEdit<Draft>("concern-route", { ...now, etag: now.etag ?? "" });
  const [kept, setKept] = useState<Route | null>(null);
  const { value, set } = edit;
  const save = useChange({
    run: (draft: Draft, once) => saveRoute(draft, once),
    refresh: [["concernRoute"], ["concernHelp"]],
    onDone: (after) => {
      edit.forget();
      setKept(after);
      toast(t("concerns.route.saved"));
    },
  });
  const fields = save.problem?.fields ?? {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(value);
  };
  const overtaken = isOvertaken(save.problem) && value.etag !== now.etag;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Secrets of={kept} />
      <Text part="open" value={value.open} onChange={(open) => set({ open })} fields={fields} />
      <Times value={value} onChange={set} fields={fields} />
      <Text part="closed" value={value.closed} onChange={(closed) => set({ closed })} fields={fields} />
      <section className={styles.part} aria-labelledby="route-people">
        <h3 id="route-people">{t("concerns.route.people")}</h3>
        <p className="soft">{t("concerns.route.peopleHelp")}</p>
        <People label={t("concerns.route.addPerson")} value={value.supportWorkerIds ?? []} onChange={(supportWorkerIds) => set({ supportWorkerIds })} error={fields["route.supportWorkerIds"]} />
        <LocationsField value={value.locations ?? []} onChange={(locations) => set({ locations })} fields={fields} />
      </section>
      <Ways value={value.ways ?? []} kept={now.ways ?? []} onChange={(ways) => set({ ways })} fields={fields} />
      <Preview route={value} />
      {overtaken ? <Overtaken edit={edit} now={[{ label: t("concerns.route.open"), text: now.open?.wordsNl ?? "" }]} /> : <ErrorNote problem={isOvertaken(save.problem) ? null : save.problem} />}
      <div><Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button></div>
      <History />
    </form>
  );
}

function Text({ part, value = {}, onChange, fields }: { part: "open" | "closed"; value?: RouteText; onChange: (text: RouteText) => void; fields: Record<string, string> }) {
  const t = useT();
  const change = (some: Partial<RouteText>) => onChange({ ...value, ...some });
  const error = (field: string) => fields[`route.${part}.${field}`];
  return (
    <section className={styles.part} aria-labelledby={`route-${part}`}>
      <h3 id={`route-${part}`}>{t(`concerns.route.${part}`)}</h3>
      <p className="soft">{t(`concerns.route.${part}Help`)}</p>
      <TextArea optional={part === "closed"} label={t("concerns.route.words")} value={value.wordsNl ?? ""} onChange={(wordsNl) => change({ wordsNl })} error={error("wordsNl")} maxLength={600} />
      <TextArea optional label={t("concerns.route.wordsEn")} value={value.wordsEn ?? ""} onChange={(wordsEn) => change({ wordsEn })} error={error("wordsEn")} maxLength={600} />
      <div className={styles.two}>
        <TextField optional label={t("concerns.route.whom")} value={value.whomNl ?? ""} onChange={(whomNl) => change({ whomNl })} maxLength={60} autoComplete="off" />
        <TextField optional label={t("concerns.route.phone")} type="tel" value={value.phone ?? ""} onChange={(phone) => change({ phone })} error={error("phone")} maxLength={30} autoComplete="off" />
      </div>
    </section>
  );
}

const days = [1, 2, 3, 4, 5, 6, 7] as const;

function Times({ value, onChange, fields }: { value: Route; onChange: (some: Partial<Draft>) => void; fields: Record<string, string> }) {
  const t = useT();
  const format = useFormat();
  const [day, setDay] = useState("");
  const times = value.times ?? [];
  const closed = value.closedDays ?? [];
  const wrong = Object.entries(fields).find(([path]) => path.startsWith("route.times") || path.startsWith("route.closedDays"))?.[1];
  const put = (weekday: number, some?: { from?: string; until?: string }) => {
    const others = times.filter((one) => one.weekday !== weekday);
    const before = times.find((one) => one.weekday === weekday) ?? { weekday, from: "09:00", until: "17:00" };
    onChange({ times: (some ? [...others, { ...before, ...some }] : others).sort((a, b) => (a.weekday ?? 0) - (b.weekday ?? 0)) });
  };
  return (
    <section className={styles.part} aria-labelledby="route-times">
      <h3 id="route-times">{t("concerns.route.times")}</h3>
      <p className="soft">{t("concerns.route.timesHelp")}</p>
      {days.map((weekday) => {
        const one = times.find((other) => other.weekday === weekday);
        const name = t(`concerns.weekday.${weekday}`);
        return (
          <div key={weekday} className={styles.day} role="group" aria-label={name}>
            <Checkbox isSelected={!!one} onChange={(on) => put(weekday, on ? {} : undefined)}>{name}</Checkbox>
            {one && <TextField label={t("concerns.route.from")} type="time" value={one.from ?? ""} onChange={(from) => put(weekday, { from })} />}
            {one && <TextField label={t("concerns.route.until")} type="time" value={one.until === "24:00" ? "23:59" : (one.until ?? "")} onChange={(until) => put(weekday, { until })} />}
          </div>
        );
      })}
      {times.length > 0 && (
        <>
          <p>{t("concerns.route.closedDays")}</p>
          {closed.length > 0 && (
            <ul className={`plain-list ${styles.chosen}`}>
              {closed.map((one) => (
                <li key={one}>{format.date(one)}<Button kind="quiet" size="small" aria-label={t("concerns.route.dayAway", { day: format.date(one) })} onPress={() => onChange({ closedDays: closed.filter((other) => other !== one) })}>×</Button></li>
              ))}
            </ul>
          )}
          <div className="cluster">
            <TextField label={t("concerns.route.closedDay")} type="date" value={day} onChange={setDay} />
            <Button isDisabled={!day} onPress={() => { onChange({ closedDays: [...new Set([...closed, day])].sort() }); setDay(""); }}>{t("common.add")}</Button>
          </div>
        </>
      )}
      {wrong && <p role="alert">{wrong}</p>}
    </section>
  );
}

/** Who changed it, and when. */
function History() {
  const t = useT();
  const format = useFormat();
  const versions = useQuery(routesQuery).data ?? [];
  const nameOf = useWorkerNames(versions.map((one) => one.updatedBy));
  if (versions.length === 0) return <p className="soft">{t("concerns.route.builtIn")}</p>;
  return (
    <section className="stack" aria-labelledby="route-history">
      <h3 id="route-history">{t("concerns.route.history")}</h3>
      <ul>{versions.map((one) => <li key={one.etag}>{t("concerns.route.changed", { name: nameOf(one.updatedBy), when: one.updateTime ? format.dayTime(one.updateTime) : "" })}</li>)}</ul>
    </section>
  );
}
