/** A new wish: a picture, and words if one likes. */
import { useState } from "react";
import { answer, api } from "@/api/client";
import { useDraft } from "@/app/draft";
import { TextPage } from "@/client/ask/TextPage";
import { useMe, type Wish } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { type WishFor, wishPictures } from "@/client/pictures";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { useT } from "@/i18n/client";
import { HouseWithGarden, Star } from "@/pictograms";
import { PickSkill } from "./PickSkill";
import { PickWish } from "./PickWish";

const path = "/mijn/over-mij/wensen/nieuw";

interface Draft {
  key?: WishFor;
  /** What one wants to learn, for a wish to learn something. */
  skill?: string;
  words: string;
}

export function NewWishPage() {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const step = usePart("step");
  const [draft, setDraft, forget] = useDraft<Draft>("wish:new", { words: "" });
  const [made, setMade] = useState(false);
  const tell = useTell((wish: Wish, requestId) => answer(api.POST("/api/v1/wishes", { params: { query: { requestId } }, body: wish })), "wishes");
  if (made) {
    return (
      <Told title={t("map.wish.made")} sentences={[t("map.wish.made1"), t("map.wish.made2")]} picture={Star} back="/mijn/over-mij/wensen">
        <Doings>
          <Doing href="/mijn/over-mij/wensen" words={t("client.wish.title")} picture={Star} tone="apricot" />
          <Doing href="/mijn" words={t("client.toStart")} picture={HouseWithGarden} />
        </Doings>
      </Told>
    );
  }
  const save = (words: string) => {
    const picture = draft.key ? wishPictures[draft.key] : undefined;
    // Neither a picture nor words: then there is simply no wish yet, and that is fine.
    if (!picture && !words.trim()) return go("/mijn/over-mij/wensen");
    const extra: { kind?: Wish["kind"]; interest?: string } = picture ?? {};
    tell.send(
      { clientId: me, picture: picture?.name ?? "", ownWords: words, kind: extra.kind ?? "KIND_UNSPECIFIED", skill: draft.key === "leren" ? (draft.skill ?? "") : "", interests: extra.interest ? [extra.interest] : [] },
      () => {
        forget();
        setMade(true);
      },
    );
  };
  if (step === "woorden") {
    return (
      <TextPage
        question={t("map.wish.words")}
        hint={t("map.wish.wordsHint")}
        back={draft.key === "leren" ? `${path}/vaardigheid` : `${path}/wat`}
        value={draft.words}
        onChange={(words) => setDraft({ ...draft, words })}
        onNext={() => save(draft.words)}
        onSkip={() => save("")}
        next={t("common.done")}
        most={2000}
        busy={tell.busy}
        waiting={tell.waiting}
        problem={tell.problem}
        onAgain={tell.again}
      />
    );
  }
  const toWords = () => go(`${path}/woorden`);
  if (step === "vaardigheid") {
    return (
      <PickSkill
        back={`${path}/wat`}
        chosen={draft.skill}
        onChoose={(skill) => setDraft({ ...draft, skill })}
        onNext={toWords}
        onSkip={() => { setDraft({ ...draft, skill: undefined }); toWords(); }}
      />
    );
  }
  const onward = () => (draft.key === "leren" ? go(`${path}/vaardigheid`) : toWords());
  return <PickWish back="/mijn/over-mij/wensen" chosen={draft.key} onChoose={(key) => setDraft({ ...draft, key })} onNext={onward} onSkip={onward} />;
}
