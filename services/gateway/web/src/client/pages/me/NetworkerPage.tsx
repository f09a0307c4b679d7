/** Taking others along: my road, what I learn (mine to tick), a pause and stopping in one tap, and "I would like that". */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, requestId } from "@/api/client";
import { queryClient } from "@/api/query";
import { ClientPage } from "@/client/ClientPage";
import { type Networker, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Add, GoOn, Pause } from "@/client/drawings";
import { Kind, Ready } from "@/client/Kind";
import styles from "@/client/kit.module.css";
import { soon } from "@/client/soon";
import { Thinking } from "@/client/Thinking";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { Stepper } from "@/design/Stepper";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/client";
import { HeartSuit, HouseWithGarden, PeopleHoldingHands, RaisedHand, Seedling, ThumbsUp } from "@/pictograms";
import { networkerQuery, road } from "./networker";
import { drawingOf } from "./steps";

export function NetworkerPage() {
  const t = useT();
  const me = useMe();
  const networker = useQuery(networkerQuery(me));
  const one = networker.data;
  const [stopping, setStopping] = useState("");
  const [signed, setSigned] = useState(false);
  if (stopping) {
    return (
      <Thinking
        planned={stopKey(stopping)}
        title={t("growth.stopped")}
        sentences={[t("meeting.stop.fine"), t("growth.stoppedText")]}
        picture={HeartSuit}
        back="/mijn/over-mij"
        again={t("meeting.stop.again")}
        onAgain={() => setStopping("")}
        then="/mijn/over-mij"
      />
    );
  }
  const stop = (id: string) => {
    planStop(id);
    setStopping(id);
  };
  if (signed) return <Signed />;
  if (one && one.state !== "STATE_STOPPED") return <Road one={one} onStop={stop} />;
  if (networker.data === undefined) return <ClientPage title={t("client.networker.title")} back="/mijn/over-mij"><Ready of={[networker]}>{() => null}</Ready></ClientPage>;
  return <SignUp stopped={one?.state === "STATE_STOPPED" ? one : null} onSigned={() => setSigned(true)} />;
}

function Signed() {
  const t = useT();
  return (
    <Told title={t("growth.signed")} sentences={[t("growth.signed1"), t("growth.signed2")]} picture={ThumbsUp} back="/mijn/over-mij">
      <Doings single><Doing href="/mijn" words={t("client.toStart")} picture={HouseWithGarden} /></Doings>
    </Told>
  );
}

function SignUp({ stopped, onSigned }: { stopped: Networker | null; onSigned: () => void }) {
  const t = useT();
  const me = useMe();
  const sign = useTell(
    async (_: "yes", requestId) => {
      await answer(api.POST("/api/v1/networkers", { params: { query: { requestId } }, body: { clientId: me, source: "SOURCE_OWN_SIGN_UP" } }));
      // Before the road is read anew: this page would be the road then, and nobody would have said thank you.
      onSigned();
    },
    "networkers",
  );
  // On the road already, by somebody else's hand: what counts is that the wish is known.
  if (sign.problem?.status === 409) return <Signed />;
  return (
    <ClientPage title={t("client.networker.title")} back="/mijn/over-mij">
      {stopped ? (
        <Stopped one={stopped} />
      ) : (
        <Kind title={t("growth.on.what")} text={t("growth.whatText")} picture={PeopleHoldingHands}>
          <Doings single>
            <Doing words={t("growth.want")} note={t("growth.wantNote")} picture={ThumbsUp} tone="leaf" onPress={() => sign.send("yes")} busy={sign.busy} />
          </Doings>
        </Kind>
      )}
      <ErrorNote problem={sign.problem} onRetry={sign.again} />
      {sign.waiting && <Waiting />}
    </ClientPage>
  );
}

/** Stopped: what I learned stays mine, and for a day I can go on after all. */
function Stopped({ one }: { one: Networker }) {
  const t = useT();
  const id = one.id ?? "";
  const undo = useTell((_: "undo", requestId) => answer(api.POST("/api/v1/networkers/{id}:undoStop", { params: { path: { id } }, body: { requestId } })), "networkers");
  return (
    <>
      <Kind title={t("growth.stopped")} text={t("growth.stoppedText")} picture={HeartSuit}>
        <Doings>
          {one.undoStopTime && <Doing words={t("growth.back")} note={t("growth.backNote")} picture={GoOn} tone="leaf" onPress={() => undo.send("undo")} busy={undo.busy} />}
          <Doing href="/mijn/over-mij/netwerker/groei" words={t("growth.title")} note={t("growth.note")} picture={Seedling} />
        </Doings>
      </Kind>
      <ErrorNote problem={undo.problem} onRetry={undo.again} />
    </>
  );
}

type Verb = "pause" | "resume";
const paths = { pause: "/api/v1/networkers/{id}:pause", resume: "/api/v1/networkers/{id}:resume" } as const;
const stopKey = (id: string) => `networker:${id}`;

function planStop(id: string): void {
  const once = requestId();
  soon(stopKey(id), async (by) => {
    await answer(api.POST("/api/v1/networkers/{id}:stop", { params: { path: { id } }, body: { requestId: once }, keepalive: true, fetch: by }));
    await queryClient.invalidateQueries({ queryKey: ["networkers"] });
  });
}

function Road({ one, onStop }: { one: Networker; onStop: (id: string) => void }) {
  const t = useT();
  const id = one.id ?? "";
  const move = useTell((verb: Verb, requestId) => answer(api.POST(paths[verb], { params: { path: { id } }, body: { requestId } })), "networkers");
  const paused = one.state === "STATE_PAUSED";
  const here = paused ? "STATE_ACTIVE" : (one.state ?? "STATE_IDEA");
  return (
    <ClientPage title={t("client.networker.title")} question={paused ? t("growth.paused") : undefined} back="/mijn/over-mij" moment={move.said?.state}>
      <section className={styles.section}>
        <h2>{t("growth.road")}</h2>
        <Stepper label={t("growth.road")} current={here} steps={road.map((state) => ({ id: state, label: t(`growth.${state}`) }))} />
      </section>
      <Learning one={one} />
      <Doings>
        <Doing href="/mijn/over-mij/netwerker/groei" words={t("growth.title")} note={t("growth.note")} picture={Seedling} tone="leaf" />
        {one.state === "STATE_ACTIVE" && <Doing words={t("client.pause.word")} note={t("client.pause.note")} picture={Pause} tone="sky" onPress={() => move.send("pause")} busy={move.busy} />}
        {paused && <Doing words={t("client.pause.goOn")} note={t("client.pause.goOnNote")} picture={GoOn} tone="leaf" onPress={() => move.send("resume")} busy={move.busy} />}
        <Doing words={t("meeting.stop.word")} note={t("meeting.stop.may")} picture={RaisedHand} onPress={() => onStop(id)} />
      </Doings>
      <ErrorNote problem={move.problem} onRetry={move.again} />
      {move.waiting && <Waiting />}
    </ClientPage>
  );
}

/** What I learn: ticking is mine, and nobody adds it up. */
function Learning({ one }: { one: Networker }) {
  const t = useT();
  const id = one.id ?? "";
  const tick = useTell(
    (step: { key: string; done: boolean }, requestId) => answer(api.POST("/api/v1/networkers/{id}:practise", { params: { path: { id } }, body: { learning: [step], requestId } })),
    "networkers",
  );
  const track = (one.learning ?? []).filter((step) => !!step.key);
  if (track.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2>{t("growth.learn")}</h2>
      <p>{t("growth.learnText")}</p>
      <Doings>
        {track.map((step) => {
          const key = step.key ?? "";
          return (
            <Doing
              key={key}
              on={!!step.done}
              flag={step.done ? t("growth.can") : undefined}
              words={inLanguage(t.language, step, "text")}
              picture={drawingOf(step.picture, Seedling)}
              onPress={() => tick.send({ key, done: !step.done })}
              busy={tick.busy}
            />
          );
        })}
        <Doing href="/mijn/over-mij/netwerker/leren" words={t("growth.plan")} note={t("growth.planNote")} picture={Add} />
      </Doings>
      <ErrorNote problem={tick.problem} onRetry={tick.again} />
    </section>
  );
}
