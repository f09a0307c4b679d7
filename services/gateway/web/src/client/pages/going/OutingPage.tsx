/** One activity: what, when, with whom, where. Not going is fine. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, requestId } from "@/api/client";
import { joinSeries, type Series } from "@/app/series";
import { queryClient } from "@/api/query";
import { ClientPage } from "@/client/ClientPage";
import { type Activity, activityQuery, toldQuery, useMe } from "@/client/data";
import { today } from "@/client/days";
import { Doing, Doings } from "@/client/Doing";
import { dayLeaf } from "@/client/drawings";
import { useGo, usePart } from "@/client/go";
import { Ready } from "@/client/Kind";
import styles from "@/client/kit.module.css";
import { soon } from "@/client/soon";
import { useTell } from "@/client/tell";
import { capital } from "@/client/words";
import { Thinking } from "@/client/Thinking";
import { ErrorNote } from "@/design/ErrorNote";
import { type Drawing, Pictogram } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import { Calendar, CounterclockwiseArrowsButton, Person, PeopleHoldingHands, PersonShrugging, RaisedHand, RoundPushpin, SmilingFaceWithSmilingEyes } from "@/pictograms";
import { KindMark } from "./KindMark";
import { useRhythm, useSeries } from "./series";
import { After, Before } from "../along/OutingMore";
import { isOn, isOver, useWhat, useWhen, useWhere, useWithWhom } from "./say";

const leaveKey = (id: string) => `activity:${id}`;

function planLeave(id: string, clientId: string): void {
  const once = requestId();
  soon(leaveKey(id), async (by) => {
    await answer(api.POST("/api/v1/activities/{id}:leave", { params: { path: { id } }, body: { clientId, requestId: once }, keepalive: true, fetch: by }));
    await queryClient.invalidateQueries({ queryKey: ["activities"], exact: true });
  });
}

const stopKey = (id: string) => `series:${id}`;

function planStop(series: Series, clientId: string): void {
  const once = requestId();
  soon(stopKey(series.id ?? ""), async (by) => {
    await answer(api.POST("/api/v1/series/{id}:leave", { params: { path: { id: series.id ?? "" } }, body: { clientId, requestId: once }, keepalive: true, fetch: by }));
    await Promise.all([queryClient.invalidateQueries({ queryKey: ["activities"] }), queryClient.invalidateQueries({ queryKey: ["series"] })]);
  });
}

export function OutingPage() {
  const t = useT();
  const me = useMe();
  const id = usePart("activityId");
  const activity = useQuery(activityQuery(id));
  const [left, setLeft] = useState<"once" | "all" | undefined>();
  const series = useSeries(activity.data ? [activity.data] : [])(activity.data ?? {});
  if (left === "once") return <Left id={id} onAgain={() => setLeft(undefined)} />;
  if (left === "all") return <NoMore id={series?.id ?? ""} onAgain={() => setLeft(undefined)} />;
  if (!activity.data) return <ClientPage title={t("client.tile.going")} back="/mijn/eropuit"><Ready of={[activity]}>{() => null}</Ready></ClientPage>;
  const leave = () => {
    planLeave(id, me);
    setLeft("once");
  };
  const stop = (of: Series) => {
    planStop(of, me);
    setLeft("all");
  };
  return <Outing one={activity.data} series={series} onLeave={leave} onStop={stop} />;
}

function Outing({ one, series, onLeave, onStop }: { one: Activity; series?: Series; onLeave: () => void; onStop: (series: Series) => void }) {
  const rhythm = useRhythm()(series);
  const t = useT();
  const when = useWhen()(one);
  const what = useWhat()(one);
  const whom = useWithWhom(one);
  const where = useWhere(one);
  const over = isOver(one, today());
  const alone = (one.clientIds?.length ?? 0) < 2;
  const facts: [Drawing, string, string][] = [
    [one.day ? dayLeaf(Number(one.day.slice(8))) : Calendar, t("client.going.when"), when],
    [alone ? Person : PeopleHoldingHands, t("client.going.who"), whom],
    ...(rhythm ? [[CounterclockwiseArrowsButton, t("series.question"), rhythm] as [Drawing, string, string]] : []),
    ...(where ? [[RoundPushpin, t("client.going.where"), where] as [Drawing, string, string]] : []),
  ];
  return (
    <ClientPage title={what} back="/mijn/eropuit" aloud={facts.map(([, , said]) => said)}>
      <div className={styles.told}>
        <KindMark of={one} size="8rem" />
        <dl className={styles.facts}>
          {facts.map(([picture, label, said]) => (
            <div key={label}>
              <dt><Pictogram of={picture} size="3rem" plate /><span className="visually-hidden">{label}</span></dt>
              <dd>{capital(said)}</dd>
            </div>
          ))}
        </dl>
      </div>
      {!over && isOn(one) && <Before one={one} />}
      {over ? <Afterwards one={one} /> : isOn(one) && (
        <Doings>
          {one.state === "STATE_TRYING" && !one.day && <Tried one={one} />}
          <Doing href={`/mijn/eropuit/${one.id}/andere-dag`} words={t("client.going.otherDay")} picture={Calendar} />
          {rhythm && series
            ? <OfSeries series={series} onLeave={onLeave} onStop={onStop} />
            : <Doing words={t("client.going.leave")} note={t("client.going.leaveNote")} picture={RaisedHand} onPress={onLeave} />}
        </Doings>
      )}
    </ClientPage>
  );
}

/** One time of something that comes back: not this time, every time, or no more. Each is one tap. */
function OfSeries({ series, onLeave, onStop }: { series: Series; onLeave: () => void; onStop: (series: Series) => void }) {
  const t = useT();
  const me = useMe();
  const join = useTell((_: "join", once) => joinSeries({ id: series.id, etag: series.etag }, me, once), "series");
  const each = series.clientIds?.includes(me);
  return (
    <>
      <Doing words={t("series.notThisTime")} note={t("series.notThisTimeNote")} picture={RaisedHand} onPress={onLeave} />
      {each
        ? <Doing words={t("series.stop")} note={t("series.stopNote")} picture={SmilingFaceWithSmilingEyes} onPress={() => onStop(series)} />
        : <Doing words={t("series.everyTime")} note={t("series.everyTimeNote")} picture={CounterclockwiseArrowsButton} tone="leaf" onPress={() => join.send("join")} busy={join.busy} />}
      <ErrorNote problem={join.problem} onRetry={join.again} />
    </>
  );
}

function NoMore({ id, onAgain }: { id: string; onAgain: () => void }) {
  const t = useT();
  return (
    <Thinking
      planned={stopKey(id)}
      title={t("series.stopped")}
      sentences={[t("series.stopped1"), t("series.stopped2")]}
      picture={SmilingFaceWithSmilingEyes}
      back="/mijn/eropuit"
      again={t("series.comeAfterAll")}
      onAgain={onAgain}
      then="/mijn/eropuit"
    />
  );
}

function Afterwards({ one }: { one: Activity }) {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const id = one.id ?? "";
  const told = useQuery(toldQuery(id, me));
  const skip = useTell((_: "skip", once) => answer(api.POST("/api/v1/activities/{id}:skip", { params: { path: { id } }, body: { requestId: once } })), "activities");
  const mood = told.data?.mood;
  const said = mood && mood !== "MOOD_UNSPECIFIED" && mood !== "MOOD_SKIPPED" ? t(`along.how.said.${mood}`) : undefined;
  return (
    <>
      <Doings>
        <Doing href={`/mijn/eropuit/${id}/hoe-was-het/1`} words={t("along.how.title")} note={said} picture={SmilingFaceWithSmilingEyes} tone="leaf" />
        <After one={one} told={!!mood && mood !== "MOOD_UNSPECIFIED"} />
        {isOn(one) && (
          <Doing words={t(one.state === "STATE_TRYING" ? "along.was.nothing" : "along.how.notHeld")} note={t(one.state === "STATE_TRYING" ? "along.was.nothingNote" : "along.how.notHeldNote")} picture={PersonShrugging} onPress={() => skip.send("skip", () => go("/mijn/eropuit"))} busy={skip.busy} />
        )}
      </Doings>
      <ErrorNote problem={skip.problem} onRetry={skip.again} />
    </>
  );
}

/** A try names no day: whoever went says so, and then how it was. It may have come to nothing too. */
function Tried({ one }: { one: Activity }) {
  const t = useT();
  const go = useGo();
  const path = { params: { path: { id: one.id ?? "" } } };
  const did = useTell((_: "did", once) => answer(api.POST("/api/v1/activities/{id}:hold", { ...path, body: { requestId: once } })), "activities");
  const nothing = useTell((_: "nothing", once) => answer(api.POST("/api/v1/activities/{id}:skip", { ...path, body: { requestId: once } })), "activities");
  return (
    <>
      <Doing words={t("along.was.did")} picture={SmilingFaceWithSmilingEyes} tone="leaf" onPress={() => did.send("did", () => go(`/mijn/eropuit/${one.id}/hoe-was-het/1`))} busy={did.busy} />
      <Doing words={t("along.was.nothing")} note={t("along.was.nothingNote")} picture={PersonShrugging} onPress={() => nothing.send("nothing", () => go("/mijn/eropuit"))} busy={nothing.busy} />
      <ErrorNote problem={did.problem ?? nothing.problem} />
    </>
  );
}

function Left({ id, onAgain }: { id: string; onAgain: () => void }) {
  const t = useT();
  return (
    <Thinking
      planned={leaveKey(id)}
      title={t("client.going.left")}
      sentences={[t("client.going.left1"), t("client.going.left2")]}
      picture={SmilingFaceWithSmilingEyes}
      back="/mijn/eropuit"
      again={t("client.going.comeAfterAll")}
      onAgain={onAgain}
      then="/mijn/eropuit"
    />
  );
}
