/** On again together after all: whoever began the ending takes it back. For a client that is their own word. */
import { useState } from "react";
import { Button } from "@/design/Button";
import { useT } from "@/i18n/staff";
import { useUndo } from "@/staff/change";
import { takeBackEnding } from "./life";
import { ChangeNote, useMatchNames } from "./parts";
import { endMatch, type Match } from "./queries";
import { around, useMatchChange } from "./useMatchChange";
import { VoiceDialog } from "./VoiceDialog";
import styles from "./matches.module.css";

export function TakeBack({ match }: { match: Match }) {
  const t = useT();
  const undo = useUndo();
  const { nameOf, isHidden } = useMatchNames([match]);
  const [asking, setAsking] = useState(false);
  const by = match.ending?.startedByClientId;
  const words = { privateReason: match.ending?.privateReason, neutralWords: match.ending?.neutralWords };
  const back = useMatchChange(match.id ?? "", (_: void, requestId) => takeBackEnding(match, {}, requestId), (after) =>
    undo(t("matchlife.takeBack.done"), () => endMatch(after, words, crypto.randomUUID()), [["matches", match.id], ...around]));
  if (by && isHidden(by)) return null;
  const name = nameOf(by, true);
  return (
    <>
      <Button kind="quiet" isPending={back.isPending} onPress={() => (by ? setAsking(true) : back.start())}>
        <span className={styles.back}>{by ? t("matchlife.takeBack.doWith", { name }) : t("matchlife.takeBack.do")}</span>
      </Button>
      <ChangeNote problem={back.problem} />
      {asking && by && <VoiceDialog match={match} person={{ id: by, name }} about="takeBack" onClose={() => setAsking(false)} />}
    </>
  );
}
