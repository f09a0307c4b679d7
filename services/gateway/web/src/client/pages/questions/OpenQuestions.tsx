/** The questionnaires that lie there for me, on the page "how is it going". */
import { useQuery } from "@tanstack/react-query";
import { askingsQuery } from "@/app/questionnaire";
import { Doing } from "@/client/Doing";
import { useT } from "@/i18n/client";
import { ThoughtBalloon } from "@/pictograms";

export function useOpenQuestions() {
  return useQuery(askingsQuery("", "STATE_OPEN"));
}

export function OpenQuestions() {
  const t = useT();
  const open = useOpenQuestions().data ?? [];
  return open.map((one) => <Doing key={one.id} href={`/mijn/vragen/${one.id}`} words={one.title ?? ""} note={t("questions.note")} picture={ThoughtBalloon} tone="lilac" />);
}
