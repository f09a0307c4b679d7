/** Own words about how it was: kept for me, until I choose otherwise. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { useDraft } from "@/app/draft";
import { TextPage } from "@/client/ask/TextPage";
import { ClientPage } from "@/client/ClientPage";
import { type HowWasIt, toldQuery, useMe } from "@/client/data";
import { useGo, usePart } from "@/client/go";
import { Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { useT } from "@/i18n/client";

export function WordsPage() {
  const t = useT();
  const me = useMe();
  const id = usePart("activityId");
  const told = useQuery(toldQuery(id, me));
  if (told.data === undefined) return <ClientPage title={t("along.told.words")} back={`/mijn/eropuit/${id}/verteld`}><Ready of={[told]}>{() => null}</Ready></ClientPage>;
  return <Words id={id} me={me} told={told.data} />;
}

function Words({ id, me, told }: { id: string; me: string; told: HowWasIt | null }) {
  const t = useT();
  const go = useGo();
  const back = `/mijn/eropuit/${id}/verteld`;
  const [words, setWords, forget] = useDraft(`told:${id}`, told?.words ?? "");
  const tell = useTell(
    (said: string, requestId) =>
      answer(
        api.POST("/api/v1/activities/{activity_id}:howWasIt", {
          params: { path: { activity_id: id } },
          body: { clientId: me, mood: told?.mood ?? "MOOD_SKIPPED", again: told?.again, words: said, shared: told?.shared ?? false, sharedParts: told?.sharedParts, requestId },
        }),
      ),
    "howWasIt",
  );
  const done = () => {
    forget();
    go(back);
  };
  return (
    <TextPage
      question={t("along.told.say")}
      hint={t("along.told.sayHint")}
      back={back}
      value={words}
      onChange={setWords}
      onNext={() => tell.send(words, done)}
      onSkip={done}
      busy={tell.busy}
      waiting={tell.waiting}
      problem={tell.problem}
      onAgain={tell.again}
    />
  );
}
