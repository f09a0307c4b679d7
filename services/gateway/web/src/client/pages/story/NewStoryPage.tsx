/** Telling a story: words, a picture or both; and under which name. One question at a time; nobody reads it yet. */
import { useState } from "react";
import { createStory, type ShownAs, type Story } from "@/app/stories";
import { useDraft } from "@/app/draft";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { TextPage } from "@/client/ask/TextPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { useT } from "@/i18n/client";
import { HouseWithGarden, IdentificationCard, OpenBook, Person, QuestionMark } from "@/pictograms";
import { storyPictures } from "./pictures";

const path = "/mijn/over-mij/verhalen/nieuw";
const back = "/mijn/over-mij/verhalen";

interface Draft {
  words: string;
  pictures: string[];
  shownAs?: ShownAs;
  otherName: string;
}

export function NewStoryPage() {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const step = usePart("step");
  const [draft, setDraft, forget] = useDraft<Draft>("story:new", { words: "", pictures: [], otherName: "" });
  const [made, setMade] = useState<Story | null>(null);
  const tell = useTell((story: Story, requestId) => createStory(story, requestId), "stories");
  if (made) return <Made story={made} />;
  const save = (shownAs: ShownAs, otherName = "") => {
    if (!draft.words.trim() && draft.pictures.length === 0) return go(back);
    tell.send({ clientId: me, words: draft.words, pictures: draft.pictures, shownAs, otherName }, (story) => {
      forget();
      setMade(story);
    });
  };
  const sending = { busy: tell.busy, waiting: tell.waiting, problem: tell.problem, onAgain: tell.again };
  if (step === "plaatje") {
    return (
      <QuestionPage
        question={t("story.pictures")} hint={t("story.picturesHint")} back={`${path}/woorden`} several many
        choices={storyPictures.map(({ name, picture }) => ({ value: name, words: t(`story.picture.${name}`), picture }))}
        chosen={draft.pictures as (typeof storyPictures)[number]["name"][]}
        onChoose={(pictures) => setDraft({ ...draft, pictures: pictures.slice(-6) })}
        onNext={() => go(`${path}/naam`)} onSkip={() => go(`${path}/naam`)}
      />
    );
  }
  if (step === "andere-naam") {
    return (
      <TextPage
        question={t("story.otherName")} hint={t("story.otherNameHint")} back={`${path}/naam`} short most={40} value={draft.otherName}
        onChange={(otherName) => setDraft({ ...draft, otherName })} next={t("common.done")}
        onNext={() => save(draft.otherName.trim() ? "SHOWN_AS_OTHER_NAME" : "SHOWN_AS_NO_NAME", draft.otherName)} onSkip={() => save("SHOWN_AS_NO_NAME")} {...sending}
      />
    );
  }
  if (step === "naam") {
    return (
      <QuestionPage
        question={t("story.name")} hint={t("story.nameHint")} back={`${path}/plaatje`}
        choices={[
          { value: "SHOWN_AS_NO_NAME", words: t("story.noName"), picture: QuestionMark },
          { value: "SHOWN_AS_OWN_NAME", words: t("story.ownName"), picture: IdentificationCard },
          { value: "SHOWN_AS_OTHER_NAME", words: t("story.another"), picture: Person },
        ]}
        chosen={draft.shownAs ? [draft.shownAs] : []}
        onChoose={(chosen) => setDraft({ ...draft, shownAs: chosen[0] })}
        onNext={() => (draft.shownAs === "SHOWN_AS_OTHER_NAME" ? go(`${path}/andere-naam`) : save(draft.shownAs ?? "SHOWN_AS_NO_NAME"))}
        onSkip={() => save("SHOWN_AS_NO_NAME")} {...sending}
      />
    );
  }
  return (
    <TextPage
      question={t("story.words")} hint={t("story.wordsHint")} back={back} most={4000} value={draft.words}
      onChange={(words) => setDraft({ ...draft, words })} onNext={() => go(`${path}/plaatje`)} onSkip={() => go(`${path}/plaatje`)}
    />
  );
}

function Made({ story }: { story: Story }) {
  const t = useT();
  return (
    <Told title={t("story.made")} sentences={[t("story.made1"), t("story.made2")]} picture={OpenBook} back={back}>
      <Doings single>
        <Doing href={`${back}/${story.id}`} words={t("story.choose")} picture={OpenBook} tone="leaf" />
        <Doing href="/mijn" words={t("client.toStart")} picture={HouseWithGarden} />
      </Doings>
    </Told>
  );
}
