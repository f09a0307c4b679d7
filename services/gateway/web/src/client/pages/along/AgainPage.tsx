/** After having a look at somebody's club: would I go more often? Any answer is fine. */
import { useState } from "react";
import { answer, api } from "@/api/client";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { Doing, Doings } from "@/client/Doing";
import { usePart } from "@/client/go";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { useT } from "@/i18n/client";
import { Calendar, PeopleHoldingHands, RaisedHand, ThinkingFace, ThumbsUp } from "@/pictograms";

type Again = "AGAIN_YES" | "AGAIN_MAYBE" | "AGAIN_NO" | "AGAIN_SKIPPED";

export function AgainPage() {
  const t = useT();
  const id = usePart("activityId");
  const back = `/mijn/eropuit/${id}`;
  const [chosen, setChosen] = useState<Again[]>([]);
  const [said, setSaid] = useState<Again | null>(null);
  const tell = useTell(
    (again: Again, requestId) => answer(api.POST("/api/v1/introductions/{id}:moreOften", { params: { path: { id } }, body: { again, requestId } })),
    "introductions",
  );
  const send = (again: Again) => tell.send(again, () => setSaid(again));
  if (said) {
    return (
      <Told title={t(said === "AGAIN_YES" ? "along.club.again.yes" : "along.club.again.other")} sentences={[t("along.said.change")]} picture={PeopleHoldingHands} back={back}>
        <Doings>
          {said === "AGAIN_YES" && <Doing href="/mijn/eropuit/nieuw/wat" words={t("client.going.proposeAgain")} picture={Calendar} tone="leaf" />}
          <Doing href="/mijn/eropuit" words={t("client.tile.going")} picture={PeopleHoldingHands} />
        </Doings>
      </Told>
    );
  }
  return (
    <QuestionPage<Again>
      question={t("along.club.again")}
      hint={t("along.club.again.hint")}
      back={back}
      choices={[
        { value: "AGAIN_YES", words: t("common.yes"), picture: ThumbsUp },
        { value: "AGAIN_MAYBE", words: t("common.maybe"), picture: ThinkingFace },
        { value: "AGAIN_NO", words: t("common.no"), picture: RaisedHand },
      ]}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => chosen[0] && send(chosen[0])}
      onSkip={() => send("AGAIN_SKIPPED")}
      busy={tell.busy}
      waiting={tell.waiting}
      problem={tell.problem}
      onAgain={tell.again}
    />
  );
}
