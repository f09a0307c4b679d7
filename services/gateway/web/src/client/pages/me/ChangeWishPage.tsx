/** Changing the words or the picture of a wish. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { useDraft } from "@/app/draft";
import { TextPage } from "@/client/ask/TextPage";
import { ClientPage } from "@/client/ClientPage";
import { useMe, type Wish, wishesQuery } from "@/client/data";
import { useGo, usePart } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import { drawingNamed, wishKeyNamed, wishPictures } from "@/client/pictures";
import { useTell } from "@/client/tell";
import { useT } from "@/i18n/client";
import { Star } from "@/pictograms";
import { asItIs, PickWish, type WishAnswer } from "./PickWish";

export function ChangeWishPage() {
  const t = useT();
  const id = usePart("wishId");
  const part = usePart("part");
  const wishes = useQuery(wishesQuery(useMe()));
  const wish = wishes.data?.find((one) => one.id === id);
  if (!wish) {
    return (
      <ClientPage title={t("map.wish.one")} back="/mijn/over-mij/wensen" about="">
        <Ready of={[wishes]}>{() => <Kind title={t("map.wish.gone")} picture={Star} />}</Ready>
      </ClientPage>
    );
  }
  return part === "plaatje" ? <ChangePicture wish={wish} /> : <ChangeWords wish={wish} />;
}

function useChange(id: string) {
  return useTell(
    ({ mask, ...wish }: Wish & { mask: string }, requestId) =>
      answer(api.PATCH("/api/v1/wishes/{wish.id}", { params: { path: { "wish.id": id }, query: { requestId, updateMask: mask } }, body: wish })),
    "wishes",
  );
}

function ChangeWords({ wish }: { wish: Wish }) {
  const t = useT();
  const go = useGo();
  const id = wish.id ?? "";
  const back = `/mijn/over-mij/wensen/${id}`;
  const [words, setWords, forget] = useDraft(`wish:${id}`, wish.ownWords ?? "");
  const tell = useChange(id);
  return (
    <TextPage
      question={t("map.wish.words")}
      hint={t("map.wish.wordsHint")}
      back={back}
      value={words}
      onChange={setWords}
      onNext={() => tell.send({ ownWords: words, mask: "own_words" }, () => { forget(); go(back); })}
      onSkip={() => { forget(); go(back); }}
      next={t("common.done")}
      most={2000}
      busy={tell.busy}
      waiting={tell.waiting}
      problem={tell.problem}
      onAgain={tell.again}
    />
  );
}

function ChangePicture({ wish }: { wish: Wish }) {
  const go = useGo();
  const id = wish.id ?? "";
  const back = `/mijn/over-mij/wensen/${id}`;
  // What it has now is chosen already, also when it is a picture that is not offered here.
  const now = wishKeyNamed(wish.picture) ? undefined : drawingNamed(wish.picture);
  const [before] = useState<WishAnswer | undefined>(() => wishKeyNamed(wish.picture) ?? (now && asItIs));
  const [key, setKey] = useState(before);
  const tell = useChange(id);
  const save = () => {
    if (!key || key === asItIs || key === before) return go(back);
    const picture: { name: string; interest?: string } = wishPictures[key];
    tell.send({ picture: picture.name, interests: picture.interest ? [picture.interest] : (wish.interests ?? []), mask: "picture,interests" }, () => go(back));
  };
  return <PickWish<WishAnswer> now={now} back={back} chosen={key} onChoose={setKey} onNext={save} onSkip={() => go(back)} busy={tell.busy} waiting={tell.waiting} problem={tell.problem} onAgain={tell.again} />;
}
