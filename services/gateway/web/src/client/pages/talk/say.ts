import { useQuery } from "@tanstack/react-query";
import { useT } from "@/i18n/client";
import { useWorkerNames } from "@/names/names";
import { talksQuery, type TalkRequest } from "./data";

/** A wish to talk in a few sentences: with whom, and whether they saw it. Somebody whose name I may not know is "somebody". */
export function useSayTalk(): (talk: TalkRequest) => string[] {
  const t = useT();
  const talks = useQuery(talksQuery).data ?? [];
  const known = useWorkerNames(talks.flatMap((talk) => [talk.seenBy, talk.supportWorkerId]));
  const nameOf = (id: string | undefined) => (known(id, true) === t("common.nameHidden") ? t("talk.somebody") : known(id, true));
  return (talk) => {
    if (talk.state === "STATE_SEEN") return [t("talk.seen", { name: nameOf(talk.seenBy) }), t(`talk.reply.${talk.reply ?? "REPLY_SEEN"}`)];
    const worker = talk.whom === "WHOM_WORKER" && talk.supportWorkerId;
    const whom = worker ? t("talk.asked.worker", { name: nameOf(worker) }) : t(talk.whom === "WHOM_GUIDE" ? "talk.asked.guide" : "talk.asked.somebody");
    return [whom, t("talk.told")];
  };
}
