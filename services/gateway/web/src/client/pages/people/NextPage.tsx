/** After an ending: what would you like now? */
import { useState } from "react";
import { answer, api } from "@/api/client";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { useMe } from "@/client/data";
import { useGo, usePart } from "@/client/go";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { buttonClass } from "@/design/button-class";
import { useT } from "@/i18n/client";
import { SmilingFaceWithSmilingEyes } from "@/pictograms";
import { useLink } from "@/design/link";
import { useNext } from "./next";

type Next = ReturnType<typeof useNext>[number]["value"];

export function NextPage() {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const id = usePart("matchId");
  const [chosen, setChosen] = useState<Next[]>([]);
  const choices = useNext();
  const toStart = useLink("/mijn");
  const tell = useTell(
    (next: Next, requestId) =>
      answer(api.POST("/api/v1/matches/{id}:care", { params: { path: { id } }, body: { clientId: me, next, requestId } })),
    "matches",
  );
  if (tell.said) {
    return (
      <Told title={t("meeting.closing.said")} sentences={[t("meeting.closing.said2")]} picture={SmilingFaceWithSmilingEyes} back="/mijn/mensen">
        <p><a {...toStart} className={buttonClass("primary", "large")}>{t("client.toStart")}</a></p>
      </Told>
    );
  }
  return (
    <QuestionPage
      question={t("meeting.closing.next")}
      back="/mijn/mensen"
      choices={choices}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => chosen[0] && tell.send(chosen[0])}
      onSkip={() => go("/mijn")}
      next={t("common.done")}
      busy={tell.busy}
      waiting={tell.waiting}
      problem={tell.problem}
      onAgain={tell.again}
    />
  );
}
