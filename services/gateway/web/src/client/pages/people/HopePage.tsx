/** What do you hope for? In own words, if one likes. */
import { useQuery } from "@tanstack/react-query";
import { useDraft } from "@/app/draft";
import { TextPage } from "@/client/ask/TextPage";
import { matchQuery, useMe } from "@/client/data";
import { useGo, usePart } from "@/client/go";
import { useT } from "@/i18n/client";
import { useExpect } from "./expect";

export function HopePage() {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const id = usePart("matchId");
  const back = `/mijn/mensen/${id}`;
  const match = useQuery(matchQuery(id));
  const mine = match.data?.talk?.expectations?.find((own) => own.clientId === me);
  const [draft, setDraft, forget] = useDraft<string | null>(`hope:${id}`, null);
  const words = draft ?? mine?.words ?? "";
  const expect = useExpect(id);
  const rhythm = mine?.rhythm ?? "RHYTHM_UNSPECIFIED";
  return (
    <TextPage
      question={t("meeting.hope.words")}
      hint={t("meeting.hope.private")}
      back={back}
      value={words}
      onChange={setDraft}
      onNext={() => (words === (mine?.words ?? "") ? go(back) : expect.send({ words, rhythm }, () => { forget(); go(back); }))}
      onSkip={() => go(back)}
      next={t("common.done")}
      most={2000}
      busy={expect.busy}
      waiting={expect.waiting}
      problem={expect.problem}
      onAgain={expect.again}
    />
  );
}
