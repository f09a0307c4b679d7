/** Leaving my data unused for a while: one tap, no reason, and back in one tap. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { holding } from "@/app/personal-data";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Kind, Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { Pause } from "@/client/drawings";
import { PlayButton } from "@/pictograms";
import { restrictionsQuery } from "./data";

export function UnusedPage() {
  const t = useT();
  const me = useMe();
  const all = useQuery(restrictionsQuery(me));
  const now = holding(all.data);
  const last = all.data?.[0];
  const change = useTell(async (unused: boolean, requestId) =>
    unused
      ? answer(api.POST("/api/v1/clients/{client_id}/restrictions", { params: { path: { client_id: me } }, body: { saidBy: "SAID_BY_SELF", requestId } }))
      : answer(api.POST("/api/v1/clients/{client_id}/restrictions/{id}:end", { params: { path: { client_id: me, id: now?.id ?? "" } }, body: { saidBy: "SAID_BY_SELF", requestId } })),
    "restrictions", "clients", "consents");
  const sentences = [t("mydata.unused.1"), t("mydata.unused.2"), t("mydata.unused.3")];
  return (
    <ClientPage title={t("mydata.unused")} question={now ? t("mydata.unused.now") : t("mydata.unused.ask")} aloud={sentences} back="/mijn/over-mij/gegevens" moment={now ? "now" : "then"}>
      <Ready of={[all]}>
        {() => (
          <>
            {!now && last?.endReason && <Kind title={t("mydata.unused.again")} text={last.endReason} picture={PlayButton} />}
            <ul className="stack">{sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
            <Doings single>
              {now ? (
                <Doing words={t("mydata.unused.end")} picture={PlayButton} tone="leaf" onPress={() => change.send(false)} busy={change.busy} />
              ) : (
                <Doing words={t("mydata.unused.begin")} note={t("mydata.unused.back")} picture={Pause} onPress={() => change.send(true)} busy={change.busy} />
              )}
            </Doings>
            <ErrorNote problem={change.problem} onRetry={change.again} />
            {change.waiting && <Waiting />}
          </>
        )}
      </Ready>
    </ClientPage>
  );
}
