/** What I told about an outing: each answer, who sees it, and one tap to change that. The other who went never sees any. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { ClientPage } from "@/client/ClientPage";
import { clientQuery, type HowWasIt, toldQuery, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { usePart } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import styles from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { useFormat } from "@/i18n/format";
import { useWorkerNames } from "@/names/names";
import { Calendar, CounterclockwiseArrowsButton, CrossMark, Locked, NeutralFace, Pencil, SlightlyFrowningFace, SmilingFaceWithSmilingEyes, SpeechBalloon } from "@/pictograms";

type Part = "PART_MOOD" | "PART_AGAIN" | "PART_WORDS";

export function ToldPage() {
  const t = useT();
  const me = useMe();
  const id = usePart("activityId");
  const told = useQuery(toldQuery(id, me));
  const [gone, setGone] = useState(false);
  const back = `/mijn/eropuit/${id}`;
  const forget = useTell(
    (_: "forget", requestId) => answer(api.POST("/api/v1/activities/{activity_id}:forgetHowItWas", { params: { path: { activity_id: id } }, body: { clientId: me, requestId } })),
    "howWasIt",
  );
  if (gone) return <Told title={t("along.told.gone")} sentences={[t("along.told.goneText"), t("along.said.change")]} picture={Locked} back={back}><Doings><Doing href={back} words={t("along.toSee")} picture={Calendar} /></Doings></Told>;
  return (
    <ClientPage title={t("along.told")} question={t("along.told.never")} back={back}>
      <Ready of={[told]}>
        {() =>
          !told.data ? <Kind title={t("along.told.gone")} text={t("along.told.goneText")} picture={Locked} /> : (
            <>
              <Parts told={told.data} id={id} />
              <Doings>
                <Doing href={`${back}/verteld/woorden`} words={t("along.told.say")} note={t("along.told.sayHint")} picture={Pencil} />
                <Doing words={t("along.told.away")} picture={CrossMark} onPress={() => forget.send("forget", () => setGone(true))} busy={forget.busy} />
              </Doings>
              <ErrorNote problem={forget.problem} onRetry={forget.again} />
            </>
          )
        }
      </Ready>
    </ClientPage>
  );
}

function Parts({ told, id }: { told: HowWasIt; id: string }) {
  const t = useT();
  const me = useMe();
  const workers = useQuery(clientQuery(me)).data?.supportWorkerIds ?? [];
  const nameOf = useWorkerNames(workers);
  const names = useFormat().list(workers.map((worker) => nameOf(worker, true)));
  const share = useTell(
    (sharedParts: Part[], requestId) =>
      answer(
        api.POST("/api/v1/activities/{activity_id}:howWasIt", {
          params: { path: { activity_id: id } },
          body: { clientId: me, mood: told.mood, again: told.again, words: told.words, shared: sharedParts.length > 0, sharedParts, requestId },
        }),
      ),
    "howWasIt",
  );
  const shared = (told.sharedParts ?? []) as Part[];
  const flip = (part: Part) => share.send(shared.includes(part) ? shared.filter((one) => one !== part) : [...shared, part]);
  const row = (part: Part, words: string, picture: typeof Calendar) => {
    const on = shared.includes(part);
    return (
      <Doing
        key={part}
        words={words}
        note={[on && names ? t("along.told.workers", { names }) : t("along.told.me"), t("along.told.tap")]}
        flag={t(on ? "along.told.on" : "along.told.off")}
        on={on}
        picture={picture}
        onPress={() => flip(part)}
        busy={share.busy}
      />
    );
  };
  const mood = told.mood && told.mood !== "MOOD_UNSPECIFIED" && told.mood !== "MOOD_SKIPPED" ? told.mood : undefined;
  const again = told.again && told.again !== "AGAIN_UNSPECIFIED" && told.again !== "AGAIN_SKIPPED" ? told.again : undefined;
  const face = mood === "MOOD_NICE" ? SmilingFaceWithSmilingEyes : mood === "MOOD_SO_SO" ? NeutralFace : SlightlyFrowningFace;
  return (
    <section className={styles.section}>
      <h2>{t("along.told.who")}</h2>
      <Doings single>
        {mood && row("PART_MOOD", t(`along.how.said.${mood}`), face)}
        {again && row("PART_AGAIN", t(`along.told.again.${again}`), CounterclockwiseArrowsButton)}
        {told.words && row("PART_WORDS", told.words, SpeechBalloon)}
      </Doings>
      <ErrorNote problem={share.problem} onRetry={share.again} />
      {share.waiting && <Waiting />}
    </section>
  );
}
