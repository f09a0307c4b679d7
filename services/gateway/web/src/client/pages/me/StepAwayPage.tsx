/** Letting a step go: point at one, and that is all. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { useGo } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { useT } from "@/i18n/client";
import { Footprints } from "@/pictograms";
import { isOpen, stepDrawing, stepsQuery, useSayStep } from "./steps";

const list = "/mijn/over-mij/stappen";

export function StepAwayPage() {
  const t = useT();
  const go = useGo();
  const say = useSayStep();
  const [chosen, setChosen] = useState<string[]>([]);
  const steps = useQuery(stepsQuery(useMe()));
  const open = (steps.data ?? []).filter(isOpen);
  const tell = useTell((id: string, requestId) => answer(api.POST("/api/v1/steps/{id}:letGo", { params: { path: { id } }, body: { requestId } })), "steps");
  if (open.length === 0) {
    return (
      <ClientPage title={t("steps.title")} back={list} about="">
        <Ready of={[steps]}>{() => <Kind title={t("steps.none")} text={t("steps.noneText")} picture={Footprints} />}</Ready>
      </ClientPage>
    );
  }
  return (
    <QuestionPage
      question={t("steps.which")}
      hint={t("steps.whichHint")}
      back={list}
      choices={open.map((step) => ({ value: step.id ?? "", words: say(step), picture: stepDrawing(step) }))}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => chosen[0] && tell.send(chosen[0], () => go(list))}
      onSkip={() => go(list)}
      next={t("common.done")}
      busy={tell.busy}
      waiting={tell.waiting}
      problem={tell.problem}
      onAgain={tell.again}
    />
  );
}
