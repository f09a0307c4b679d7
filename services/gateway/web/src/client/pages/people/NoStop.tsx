/** After one tap on stop: it is fine, somebody will come and talk, and there is time to think again. */
import { Thinking } from "@/client/Thinking";
import { useT } from "@/i18n/client";
import { HeartHands } from "@/pictograms";
import { stopKey } from "./stop";

export function NoStop({ matchId, name, onAgain }: { matchId: string; name: string; onAgain: () => void }) {
  const t = useT();
  return (
    <Thinking
      planned={stopKey(matchId)}
      title={t("meeting.stop.title")}
      sentences={[t("meeting.stop.fine"), t("meeting.stop.talk"), t("meeting.stop.name", { name })]}
      picture={HeartHands}
      back="/mijn/mensen"
      again={t("meeting.stop.again")}
      onAgain={onAgain}
      then={`/mijn/mensen/${matchId}/hierna`}
    />
  );
}
