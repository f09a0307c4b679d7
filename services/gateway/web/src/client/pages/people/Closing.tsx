/** It is coming to its end, and that is a normal thing (M-14): thanks, the question what next, and a way back for who began it. */
import { answer, api } from "@/api/client";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { CounterclockwiseArrowsButton, HeartHands, Seedling } from "@/pictograms";
import { Card, type MatchFrame } from "./Acquainted";
import { useNext } from "./next";
import { sentencesOf } from "./notice";
import { sayState } from "./say-state";
import { hasLeft, mayTakeBack, nextOf } from "./state";
import { ApartLink } from "./StopWay";

export function Closing({ match, who }: MatchFrame) {
  const t = useT();
  const me = useMe();
  const id = match.id ?? "";
  const mine = nextOf(match, me);
  const said = useNext().find((choice) => choice.value === mine);
  const back = useTell((_: "back", requestId) => answer(api.POST("/api/v1/matches/{id}:take-back-ending", { params: { path: { id } }, body: { requestId } })), "matches");
  const heard = sentencesOf(back.said?.notice, t.language).join(" ");
  const text = hasLeft(match, me) ? t("meeting.left.text") : match.ending?.neutralWords || t("meeting.closing.text");
  return (
    <ClientPage title={who.said} question={t(sayState(match, me))} back="/mijn/mensen" about="match.closing">
      <Card title={t("meeting.closing.thanks")} text={text} picture={HeartHands} />
      {heard && <p role="status">{heard}</p>}
      <Doings>
        <Doing href={`/mijn/mensen/${id}/hierna`} words={t("meeting.closing.next")} note={said?.words} picture={said?.picture ?? Seedling} tone="leaf" />
        {mayTakeBack(match, me) && !heard && (
          <Doing words={t("meeting.stop.again")} note={t("meeting.back.note")} picture={CounterclockwiseArrowsButton} onPress={() => back.send("back")} busy={back.busy} />
        )}
      </Doings>
      <ErrorNote problem={back.problem} onRetry={back.problem?.code === "UNAVAILABLE" ? back.again : undefined} />
      {back.waiting && <Waiting />}
      {who.ids.length > 0 && <Doings><ApartLink matchId={id} /></Doings>}
    </ClientPage>
  );
}
