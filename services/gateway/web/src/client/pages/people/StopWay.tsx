/** Stopping: always there, one tap, no reason. And below it: rather not together. */
import { Doing, Doings } from "@/client/Doing";
import { useT } from "@/i18n/client";
import { RaisedHand, WavingHand } from "@/pictograms";

export function StopWay({ matchId, onStop, group = false }: { matchId: string; onStop: () => void; group?: boolean }) {
  const t = useT();
  const may = [t("meeting.stop.may"), ...(group ? [t("meeting.stop.group")] : [])];
  return (
    <Doings>
      <Doing words={t("meeting.stop.word")} note={may} picture={RaisedHand} onPress={onStop} />
      <ApartLink matchId={matchId} />
    </Doings>
  );
}

export function ApartLink({ matchId }: { matchId: string }) {
  const t = useT();
  return <Doing href={`/mijn/mensen/${matchId}/niet-samen`} words={t("meeting.apart.way")} picture={WavingHand} />;
}
