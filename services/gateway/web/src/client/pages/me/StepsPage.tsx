/** My small steps: one tap says that it is done, one tap takes that back. No date stands beside them (O-05). */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Add } from "@/client/drawings";
import { Kind, Ready } from "@/client/Kind";
import styles from "@/client/kit.module.css";
import { type Telling, useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { Balloon, CounterclockwiseArrowsButton, Footprints } from "@/pictograms";
import { isFull, isOpen, settingsQuery, type Step, stepDrawing, stepsQuery, useSayStep } from "./steps";

const paths = { complete: "/api/v1/steps/{id}:complete", reopen: "/api/v1/steps/{id}:reopen" } as const;
interface Move { id: string; verb: keyof typeof paths }

export function StepsPage() {
  const t = useT();
  const steps = useQuery(stepsQuery(useMe()));
  const move = useTell(({ id, verb }: Move, requestId) => answer(api.POST(paths[verb], { params: { path: { id } }, body: { requestId } })), "steps");
  const did = move.said?.state === "STATE_DONE" ? move.said : undefined;
  return (
    <ClientPage title={t("steps.title")} question={did ? t("steps.did") : t("steps.lead")} back="/mijn/over-mij" moment={did?.id}>
      <Ready of={[steps]}>{() => <Steps of={steps.data ?? []} move={move} did={did} />}</Ready>
      <ErrorNote problem={move.problem} onRetry={move.again} />
      {move.waiting && <Waiting />}
    </ClientPage>
  );
}

interface StepsProps {
  of: readonly Step[];
  move: Telling<Move, Step>;
  did: Step | undefined;
}

function Steps({ of, move, did }: StepsProps) {
  const t = useT();
  const say = useSayStep();
  const full = isFull(of, useQuery(settingsQuery).data?.openSteps);
  const open = of.filter(isOpen);
  const before = of.filter((step) => !isOpen(step) && step.id !== did?.id).slice(0, 8);
  const add = <Doing href="/mijn/over-mij/stappen/nieuw/wat" words={t("steps.new")} picture={Add} tone="leaf" />;
  const back = (step: Step) => move.send({ id: step.id ?? "", verb: "reopen" });
  return (
    <>
      {did && <Doings single><Doing words={t("steps.undo")} note={say(did)} picture={CounterclockwiseArrowsButton} onPress={() => back(did)} busy={move.busy} /></Doings>}
      {open.length === 0 ? (
        <Kind title={t("steps.none")} text={t("steps.noneText")} picture={Footprints}><Doings single>{add}</Doings></Kind>
      ) : (
        <Doings>
          {open.map((step) => <Open key={step.id} step={step} onDone={() => move.send({ id: step.id ?? "", verb: "complete" })} busy={move.busy} />)}
          {!full && add}
          <Doing href="/mijn/over-mij/stappen/weg" words={t("steps.away")} note={full ? [t("steps.full"), t("steps.fullText")] : t("steps.awayNote")} picture={Balloon} />
        </Doings>
      )}
      {before.length > 0 && (
        <section className={styles.section}>
          <h2>{t("steps.before")}</h2>
          <Doings>
            {before.map((step) => (
              <Doing
                key={step.id}
                words={say(step)}
                flag={t(step.state === "STATE_DONE" ? "steps.done" : "steps.letGone")}
                note={t("steps.again")}
                picture={stepDrawing(step)}
                onPress={() => back(step)}
                busy={move.busy}
              />
            ))}
          </Doings>
        </section>
      )}
    </>
  );
}

function Open({ step, onDone, busy }: { step: Step; onDone: () => void; busy: boolean }) {
  const t = useT();
  const note = step.kind === "KIND_FIND_SOMEBODY" ? t("steps.findNote") : step.who && step.who !== "WHO_UNSPECIFIED" ? t(`steps.who.${step.who}`) : undefined;
  return <Doing words={useSayStep()(step)} note={note} picture={stepDrawing(step)} tone="apricot" onPress={onDone} busy={busy} />;
}
