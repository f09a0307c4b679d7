/** A step of my own beside what I learn. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { useDraft } from "@/app/draft";
import { TextPage } from "@/client/ask/TextPage";
import { useMe } from "@/client/data";
import { useGo } from "@/client/go";
import { useTell } from "@/client/tell";
import { useT } from "@/i18n/client";
import { networkerQuery } from "./networker";

const back = "/mijn/over-mij/netwerker";

export function PlanLearningPage() {
  const t = useT();
  const go = useGo();
  const id = useQuery(networkerQuery(useMe())).data?.id ?? "";
  const [words, setWords, forget] = useDraft("learning:new", "");
  const tell = useTell((textNl: string, requestId) => answer(api.POST("/api/v1/networkers/{id}:practise", { params: { path: { id } }, body: { learning: [{ textNl }], requestId } })), "networkers");
  const leave = () => {
    forget();
    go(back);
  };
  return (
    <TextPage
      short
      question={t("growth.planWhat")}
      hint={t("growth.planHint")}
      back={back}
      value={words}
      onChange={setWords}
      onNext={() => (words.trim() ? tell.send(words, leave) : leave())}
      onSkip={leave}
      next={t("common.done")}
      most={300}
      busy={tell.busy}
      waiting={tell.waiting}
      problem={tell.problem}
      onAgain={tell.again}
    />
  );
}
