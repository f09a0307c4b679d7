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
      title={t("client.stop.title")}
      sentences={[t("client.stop.fine"), t("client.stop.talk"), t("client.stop.name", { name })]}
      picture={HeartHands}
      back="/mijn/mensen"
      again={t("client.stop.again")}
      onAgain={onAgain}
      then={`/mijn/mensen/${matchId}/hierna`}
    />
  );
}
