/** One story: this is what we tell, and to whom. Each audience is on or off in one tap; all of it back in one. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { allowStory, type Audience, audiences, type Story, storyQuery, withdrawStory, yesFor } from "@/app/stories";
import { useNamedPictogram } from "@/app/named-pictogram";
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Thinking } from "@/client/Thinking";
import { Waiting } from "@/client/Waiting";
import kit from "@/client/kit.module.css";
import { ErrorNote } from "@/design/ErrorNote";
import { Pictogram } from "@/design/Pictogram";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { CrossMark, OpenBook, RaisedHand } from "@/pictograms";
import { planAway, storyKey } from "./away";
import { audiencePictures, useSayStory } from "./say";
import styles from "./story.module.css";

const back = "/mijn/over-mij/verhalen";

export function StoryPage() {
  const t = useT();
  const id = usePart("storyId");
  const [gone, setGone] = useState(false);
  const story = useQuery({ ...storyQuery(id), enabled: !gone }); // what is gone is not asked for again
  if (gone) {
    return (
      <Thinking planned={storyKey(id)} title={t("story.gone")} sentences={[t("story.gone1")]} picture={OpenBook} back={back} again={t("story.again")} onAgain={() => setGone(false)} then={back} />
    );
  }
  return (
    <ClientPage title={t("story.this")} question={t("story.toWhom")} back={back}>
      <Ready of={[story]}>{() => <TellIt story={story.data as Story} onGone={() => setGone(true)} />}</Ready>
    </ClientPage>
  );
}

function TellIt({ story, onGone }: { story: Story; onGone: () => void }) {
  const t = useT();
  const go = useGo();
  const yes = useTell((audience: Audience, requestId) => allowStory(story, audience, "", requestId), "stories");
  const no = useTell((audience: Audience | "AUDIENCE_UNSPECIFIED", requestId) => withdrawStory(story.id ?? "", audience, requestId), "stories");
  const throwAway = () => {
    planAway(story.id ?? "");
    onGone();
  };
  const some = (story.yeses ?? []).length > 0;
  return (
    <>
      <Words story={story} />
      <Doings>
        {audiences.map((audience) => {
          const standing = yesFor(story, audience);
          const anew = standing?.toEarlier; // they read an earlier text: one more yes is to this one
          return (
            <Doing
              key={audience} words={t(`story.audience.${audience}`)} note={anew ? t("story.earlier") : undefined} picture={audiencePictures[audience]}
              on={!!standing} flag={t(standing ? "common.yes" : "common.no")} busy={yes.busy || no.busy}
              onPress={() => (standing && !anew ? no.send(audience) : yes.send(audience))}
            />
          );
        })}
      </Doings>
      <ErrorNote problem={yes.problem ?? no.problem} onRetry={yes.problem ? yes.again : no.again} />
      {(yes.waiting || no.waiting) && <Waiting />}
      <Doings>
        {some && <Doing words={t("story.takeBack")} note={t("story.takeBackNote")} picture={RaisedHand} tone="rose" onPress={() => no.send("AUDIENCE_UNSPECIFIED")} busy={no.busy} />}
        {!some && <Doing words={t("story.throwAway")} note={t("story.throwAwayNote")} picture={CrossMark} onPress={throwAway} />}
        <Doing words={t("common.done")} picture={OpenBook} onPress={() => go(back)} />
      </Doings>
    </>
  );
}

/** As its readers see it. */
function Words({ story }: { story: Story }) {
  const t = useT();
  const say = useSayStory();
  const name = story.shownAs === "SHOWN_AS_OTHER_NAME" ? t("story.toldAs", { name: story.otherName ?? "" }) : t(story.shownAs === "SHOWN_AS_OWN_NAME" ? "story.toldOwn" : "story.toldNoName");
  return (
    <section className={kit.card}>
      <div className={kit.cardTop}>
        <div className={styles.told}>
          {story.title && <h2>{story.title}</h2>}
          {story.words && <p className={`${kit.large} ${styles.words}`}>{story.words}</p>}
          <p>{name}</p>
          <p>{say.readers(story)}</p>
        </div>
        <ReadAloud text={[story.title, story.words, name, say.readers(story)].filter(Boolean).join(". ")} />
      </div>
      {(story.pictures ?? []).length > 0 && <div className={kit.people}>{story.pictures?.map((picture) => <Named key={picture} name={picture} />)}</div>}
    </section>
  );
}

function Named({ name }: { name: string }) {
  const drawing = useNamedPictogram(name);
  return drawing ? <Pictogram of={drawing} size="4.25rem" plate /> : null;
}
