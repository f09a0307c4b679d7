/** What I said and the server does not know yet: what waits, and what it could not take. Each with a way on. */
import { post } from "@/client/away/road";
import type { Letter } from "@/client/away/post";
import { usePost } from "@/client/away/use-post";
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import styles from "@/client/kit.module.css";
import { Kind } from "@/client/Kind";
import { problemText } from "@/design/ErrorNote";
import { useCommonT } from "@/i18n/common";
import { useT } from "@/i18n/client";
import { CounterclockwiseArrowsButton, HouseWithGarden, ThoughtBalloon, ThumbsUp } from "@/pictograms";

export function PostPage() {
  const t = useT();
  const { letters } = usePost();
  const refused = letters.filter(({ state }) => state === "refused");
  const waiting = letters.filter(({ state }) => state === "waiting");
  return (
    <ClientPage title={t(waiting.length > 0 ? "post.title" : refused.length > 0 ? "client.post.refused" : "post.none")} question={waiting.length > 0 ? t("post.lead") : undefined}>
      {letters.length === 0 && <Kind title={t("post.noneText")} picture={ThumbsUp} />}
      {refused.map((letter) => <Refused key={letter.id} of={letter} />)}
      {waiting.length > 0 && (
        <Doings>{waiting.map((letter) => <Doing key={letter.id} href={letter.at} words={letter.title || t("post.something")} note={t("post.waits")} picture={ThoughtBalloon} tone="sky" />)}</Doings>
      )}
      <Doings single><Doing href="/mijn" words={t("client.toStart")} picture={HouseWithGarden} /></Doings>
    </ClientPage>
  );
}

/** Never dropped in silence: the person looks again, tries again, or lets it go. */
function Refused({ of }: { of: Letter }) {
  const t = useT();
  const common = useCommonT();
  const stale = of.problem?.status === 409;
  return (
    <section className={styles.card} aria-label={of.title || t("post.something")}>
      <h2>{of.title || t("post.something")}</h2>
      <p>{t("post.refused")}</p>
      <p>{stale || !of.problem ? t("post.changed") : problemText(of.problem, common)}</p>
      <Doings single>
        <Doing href={of.at} words={t("post.look")} picture={ThoughtBalloon} tone="apricot" />
        <Doing words={t("post.again")} picture={CounterclockwiseArrowsButton} onPress={() => void post.again(of.id)} />
        <Doing words={t("post.letGo")} note={t("post.letGoNote")} picture={ThumbsUp} onPress={() => void post.letGo(of.id)} />
      </Doings>
    </section>
  );
}
