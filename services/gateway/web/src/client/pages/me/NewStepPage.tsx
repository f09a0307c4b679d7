/** A new small step: a picture, and words if one likes. */
import { useState } from "react";
import { answer, api } from "@/api/client";
import { useDraft } from "@/app/draft";
import { TextPage } from "@/client/ask/TextPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { type Thing, things } from "@/client/pictures";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { useT } from "@/i18n/client";
import { Footprints, HouseWithGarden } from "@/pictograms";
import { PickThing } from "./PickThing";
import type { Step } from "./steps";

interface Draft {
  thing?: Thing;
  words: string;
}

const list = "/mijn/over-mij/stappen";

export function NewStepPage() {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const part = usePart("step");
  const [draft, setDraft, forget] = useDraft<Draft>("step:new", { words: "" });
  const [made, setMade] = useState(false);
  const tell = useTell((step: Step, requestId) => answer(api.POST("/api/v1/steps", { params: { query: { requestId } }, body: step })), "steps");
  if (made) {
    return (
      <Told title={t("steps.made")} sentences={[t("steps.made1"), t("steps.made2")]} picture={Footprints} back={list}>
        <Doings>
          <Doing href={list} words={t("steps.title")} picture={Footprints} tone="apricot" />
          <Doing href="/mijn" words={t("client.toStart")} picture={HouseWithGarden} />
        </Doings>
      </Told>
    );
  }
  const save = (words: string) => {
    // Neither a picture nor words: then there is simply no step, and that is fine.
    if (!draft.thing && !words.trim()) return go(list);
    tell.send({ clientId: me, who: "WHO_CLIENT", words, picture: draft.thing ? things[draft.thing].name : "" }, () => {
      forget();
      setMade(true);
    });
  };
  if (part === "woorden") {
    return (
      <TextPage
        short
        question={t("steps.words")}
        hint={t("steps.wordsHint")}
        back={`${list}/nieuw/wat`}
        value={draft.words}
        onChange={(words) => setDraft({ ...draft, words })}
        onNext={() => save(draft.words)}
        onSkip={() => save("")}
        next={t("common.done")}
        most={300}
        busy={tell.busy}
        waiting={tell.waiting}
        problem={tell.problem}
        onAgain={tell.again}
      />
    );
  }
  const onward = () => go(`${list}/nieuw/woorden`);
  return <PickThing question={t("steps.what")} hint={t("steps.whatHint")} back={list} chosen={draft.thing} onChoose={(thing) => setDraft({ ...draft, thing })} onNext={onward} onSkip={onward} />;
}
