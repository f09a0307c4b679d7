/** A new line on my growth page: what it is about, a picture, words if I like, and whether I share it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { useDraft } from "@/app/draft";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { TextPage } from "@/client/ask/TextPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { type Thing, things } from "@/client/pictures";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { useT } from "@/i18n/client";
import { Eye, HouseWithGarden, Locked, Seedling } from "@/pictograms";
import { type GrowthKind, growthKinds, kindDrawings } from "./growth";
import { networkerQuery } from "./networker";
import { PickThing } from "./PickThing";

interface Draft {
  kind?: GrowthKind;
  thing?: Thing;
  words: string;
}

const page = "/mijn/over-mij/netwerker/groei";
const none: Draft = { words: "" };

export function NewGrowthPage() {
  const t = useT();
  const go = useGo();
  const part = usePart("step");
  const networkerId = useQuery(networkerQuery(useMe())).data?.id ?? "";
  const [draft, setDraft, forget] = useDraft<Draft>("growth:new", none);
  const [sharing, setSharing] = useState<"yes" | "no">();
  const [made, setMade] = useState(false);
  const tell = useTell(
    (shared: boolean, requestId) =>
      answer(
        api.POST("/api/v1/networkers/{growth_note.networker_id}/growthNotes", {
          params: { path: { "growth_note.networker_id": networkerId }, query: { requestId } },
          body: { kind: draft.kind ?? "KIND_UNSPECIFIED", words: draft.words, picture: draft.thing ? things[draft.thing].name : "", shared },
        }),
      ),
    "growthNotes",
  );
  if (made) {
    return (
      <Told title={t("growth.made")} sentences={[t(sharing === "yes" ? "growth.madeShared" : "growth.madeKept")]} picture={Seedling} back={page}>
        <Doings>
          <Doing href={page} words={t("growth.title")} picture={Seedling} tone="leaf" />
          <Doing href="/mijn" words={t("client.toStart")} picture={HouseWithGarden} />
        </Doings>
      </Told>
    );
  }
  const to = (next: string) => () => go(`${page}/nieuw/${next}`);
  // Neither a picture nor words: then there is simply no line, and that is fine.
  const empty = !draft.thing && !draft.words.trim();
  const onward = () => (empty ? go(page) : go(`${page}/nieuw/delen`));
  switch (part) {
    case "plaatje":
      return (
        <PickThing
          question={t("growth.picture")}
          hint={t("growth.pictureHint")}
          back={`${page}/nieuw/waarover`}
          chosen={draft.thing}
          onChoose={(thing) => setDraft({ ...draft, thing })}
          onNext={to("woorden")}
          onSkip={() => { setDraft({ ...draft, thing: undefined }); to("woorden")(); }}
        />
      );
    case "woorden":
      return (
        <TextPage
          question={t("growth.words")}
          hint={t("growth.wordsHint")}
          back={`${page}/nieuw/plaatje`}
          value={draft.words}
          onChange={(words) => setDraft({ ...draft, words })}
          onNext={onward}
          onSkip={onward}
        />
      );
    case "delen":
      return (
        <QuestionPage<"yes" | "no">
          question={t("growth.share")}
          back={`${page}/nieuw/woorden`}
          choices={[
            { value: "yes", words: t("growth.share.yes"), picture: Eye },
            { value: "no", words: t("growth.share.no"), note: t("growth.share.noNote"), picture: Locked },
          ]}
          chosen={sharing ? [sharing] : []}
          onChoose={([answer]) => setSharing(answer)}
          onNext={() => tell.send(sharing === "yes", () => { forget(); setMade(true); })}
          next={t("common.done")}
          busy={tell.busy}
          waiting={tell.waiting}
          problem={tell.problem}
          onAgain={tell.again}
        />
      );
    default:
      return (
        <QuestionPage<GrowthKind>
          question={t("growth.what")}
          back={page}
          choices={growthKinds.map((value) => ({ value, words: t(`growth.kind.${value}`), picture: kindDrawings[value] }))}
          chosen={draft.kind ? [draft.kind] : []}
          onChoose={([kind]) => setDraft({ ...draft, kind })}
          onNext={to("plaatje")}
          onSkip={to("plaatje")}
        />
      );
  }
}
