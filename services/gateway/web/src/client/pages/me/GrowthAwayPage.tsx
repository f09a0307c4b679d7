/** Taking a line off my growth page. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { useT } from "@/i18n/client";
import { Seedling } from "@/pictograms";
import { growthQuery, kindDrawing, useSayGrowth } from "./growth";
import { networkerQuery } from "./networker";
import { drawingOf } from "./steps";

const page = "/mijn/over-mij/netwerker/groei";

export function GrowthAwayPage() {
  const t = useT();
  const go = useGo();
  const say = useSayGrowth();
  const [chosen, setChosen] = useState<string[]>([]);
  const networker = useQuery(networkerQuery(useMe()));
  const notes = useQuery(growthQuery(networker.data?.id ?? ""));
  const tell = useTell((id: string, requestId) => answer(api.DELETE("/api/v1/growthNotes/{id}", { params: { path: { id }, query: { requestId } } })), "growthNotes");
  if (!notes.data?.length) {
    // Who is no networker has no lines to wait for.
    return (
      <ClientPage title={t("growth.away")} back={page} about="">
        <Ready of={networker.data === null ? [] : [networker, notes]}>
          {() => (
            <Kind title={t("growth.nothing")} picture={Seedling}>
              <Doings single><Doing href={page} words={t("growth.title")} picture={Seedling} tone="leaf" /></Doings>
            </Kind>
          )}
        </Ready>
      </ClientPage>
    );
  }
  return (
    <QuestionPage
      question={t("growth.which")}
      hint={t("growth.whichHint")}
      back={page}
      choices={notes.data.map((note) => ({ value: note.id ?? "", words: say(note), picture: drawingOf(note.picture, kindDrawing(note)) }))}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => chosen[0] && tell.send(chosen[0], () => go(page))}
      onSkip={() => go(page)}
      next={t("common.done")}
      busy={tell.busy}
      waiting={tell.waiting}
      problem={tell.problem}
      onAgain={tell.again}
    />
  );
}
