/** A questionnaire that lies there for me: what it is about, and whether I would like to. Not doing it is fine, and nobody asks why. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { askingQuery } from "@/app/questionnaire";
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { PeopleDialogue, RaisedHand, ThumbsUp } from "@/pictograms";

export function BeginPage() {
  const t = useT();
  const go = useGo();
  const id = usePart("askingId");
  const asking = useQuery(askingQuery(id));
  const leave = useTell(
    (_: "no", requestId) => answer(api.POST("/api/v1/questionnaireAskings/{id}:leave", { params: { path: { id } }, body: { requestId } })),
    "questionnaireAskings",
  );
  const of = asking.data?.questionnaire;
  const fresh = (asking.data?.answers ?? []).length === 0;
  return (
    <ClientPage title={asking.data?.title ?? t("questions.title")} question={of?.intro || undefined} back="/mijn/hoe-gaat-het">
      <Ready of={[asking]}>
        {() => (
          <>
            <Kind title={fresh ? t("questions.begin") : t("questions.goOn")} text={t("questions.beginText")} picture={PeopleDialogue}>
              <Doings>
                <Doing href={`/mijn/vragen/${id}/1`} words={fresh ? t("questions.yes") : t("questions.further")} note={t("questions.skipFine")} picture={ThumbsUp} tone="leaf" />
                {asking.data?.state !== "STATE_LEFT" && (
                  <Doing words={t("questions.no")} note={t("questions.noNote")} picture={RaisedHand} busy={leave.busy} onPress={() => leave.send("no", () => go(`/mijn/vragen/${id}/niet`))} />
                )}
              </Doings>
            </Kind>
            <ErrorNote problem={leave.problem} onRetry={leave.again} />
            {leave.waiting && <Waiting />}
            {(of?.copyright || of?.publisher) && <p><small>{of.copyright || of.publisher}</small></p>}
          </>
        )}
      </Ready>
    </ClientPage>
  );
}
