/** One activity: what, when, with whom, where. Not going is fine. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, requestId } from "@/api/client";
import { queryClient } from "@/api/query";
import { ClientPage } from "@/client/ClientPage";
import { type Activity, activityQuery, toldQuery, useMe } from "@/client/data";
import { today } from "@/client/days";
import { Doing, Doings } from "@/client/Doing";
import { dayLeaf } from "@/client/drawings";
import { useGo, usePart } from "@/client/go";
import { Ready } from "@/client/Kind";
import { kindPicture } from "@/client/kinds";
import styles from "@/client/kit.module.css";
import { soon } from "@/client/soon";
import { useTell } from "@/client/tell";
import { capital } from "@/client/words";
import { Thinking } from "@/client/Thinking";
import { ErrorNote } from "@/design/ErrorNote";
import { type Drawing, Pictogram } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import { Calendar, Person, PeopleHoldingHands, PersonShrugging, RaisedHand, RoundPushpin, SmilingFaceWithSmilingEyes } from "@/pictograms";
import { isOn, isOver, useWhat, useWhen, useWhere, useWithWhom } from "./say";

const leaveKey = (id: string) => `activity:${id}`;

function planLeave(id: string, clientId: string): void {
  const once = requestId();
  soon(leaveKey(id), async () => {
    await answer(api.POST("/api/v1/activities/{id}:leave", { params: { path: { id } }, body: { clientId, requestId: once }, keepalive: true }));
    await queryClient.invalidateQueries({ queryKey: ["activities"], exact: true });
  });
}

export function OutingPage() {
  const t = useT();
  const me = useMe();
  const id = usePart("activityId");
  const activity = useQuery(activityQuery(id));
  const [left, setLeft] = useState(false);
  if (left) return <Left id={id} onAgain={() => setLeft(false)} />;
  if (!activity.data) return <ClientPage title={t("client.tile.going")} back="/mijn/eropuit"><Ready of={[activity]}>{() => null}</Ready></ClientPage>;
  const leave = () => {
    planLeave(id, me);
    setLeft(true);
  };
  return <Outing one={activity.data} onLeave={leave} />;
}

function Outing({ one, onLeave }: { one: Activity; onLeave: () => void }) {
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
    ...(where ? [[RoundPushpin, t("client.going.where"), where] as [Drawing, string, string]] : []),
  ];
  return (
    <ClientPage title={what} back="/mijn/eropuit" aloud={facts.map(([, , said]) => said)}>
      <div className={styles.told}>
        <Pictogram of={kindPicture(one.kind)} size="8rem" plate />
        <dl className={styles.facts}>
          {facts.map(([picture, label, said]) => (
            <div key={label}>
              <dt><Pictogram of={picture} size="3rem" plate /><span className="visually-hidden">{label}</span></dt>
              <dd>{capital(said)}</dd>
            </div>
          ))}
        </dl>
      </div>
      {over ? <Afterwards one={one} /> : isOn(one) && (
        <Doings>
          <Doing href={`/mijn/eropuit/${one.id}/andere-dag`} words={t("client.going.otherDay")} picture={Calendar} />
          <Doing words={t("client.going.leave")} note={t("client.going.leaveNote")} picture={RaisedHand} onPress={onLeave} />
        </Doings>
      )}
    </ClientPage>
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
  const said = mood && mood !== "MOOD_UNSPECIFIED" && mood !== "MOOD_SKIPPED" ? t(`client.was.said.${mood}`) : undefined;
  return (
    <>
      <Doings>
        <Doing href={`/mijn/eropuit/${id}/hoe-was-het/1`} words={t("client.was.title")} note={said} picture={SmilingFaceWithSmilingEyes} tone="leaf" />
        {isOn(one) && (
          <Doing words={t("client.was.notHeld")} note={t("client.was.notHeldNote")} picture={PersonShrugging} onPress={() => skip.send("skip", () => go("/mijn/eropuit"))} busy={skip.busy} />
        )}
      </Doings>
      <ErrorNote problem={skip.problem} onRetry={skip.again} />
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
