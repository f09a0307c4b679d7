/** What others may see: each as a picture with a few words, on or off in one tap, at once and without a reason. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { useSession } from "@/api/session";
import { oneOf, type Template, templatesOf, versionName } from "@/app/templates";
import { ClientPage } from "@/client/ClientPage";
import { easyLines, holds, pictureOf, type Purpose, purposes, textFor } from "@/client/consent";
import { clientQuery, type Consent, consentsQuery, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { useFormat } from "@/i18n/format";
import { BustsInSilhouette } from "@/pictograms";
import { NearbyLink } from "../nearby/NearbyLink";
import { TellingLink } from "./TellingLink";

export function SharingPage() {
  const t = useT();
  const me = useMe();
  const consents = useQuery(consentsQuery(me));
  const texts = useQuery(templatesOf("KIND_CONSENT_TEXT"));
  const representative = useQuery(clientQuery(me)).data?.representative?.name;
  const region = useSession().data?.organisation?.region;
  return (
    <ClientPage title={t("client.share.title")} question={t("map.share.lead")} back="/mijn/over-mij">
      <Ready of={[consents, texts]}>
        {() => (
          <Doings single>
            {purposes.filter((purpose) => purpose !== "PURPOSE_REGION" || region).map((purpose) => (
              <OneConsent key={purpose} purpose={purpose} text={textFor(purpose, texts.data ?? [])} all={consents.data ?? []} receiver={purpose === "PURPOSE_REGION" ? (region ?? "") : "organisation"} />
            ))}
            <NearbyLink />
            <TellingLink />
          </Doings>
        )}
      </Ready>
      {representative && <Doings single><Doing href="/mijn/praten" words={t("map.share.with", { name: representative })} note={t("map.share.with.note")} picture={BustsInSilhouette} /></Doings>}
    </ClientPage>
  );
}

interface OneProps {
  purpose: Purpose;
  text: Template | undefined;
  all: readonly Consent[];
  receiver: string;
}

function OneConsent({ purpose, text, all, receiver }: OneProps) {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const mine = all.filter((consent) => consent.purpose === purpose);
  const standing = mine.filter((consent) => holds(consent));
  const until = standing.find((consent) => consent.endTime)?.endTime;
  // For the map nobody asked yet means that my support workers see it; only an own "no" closes it (N-17).
  const on = standing.length > 0 || (purpose === "PURPOSE_NETWORK_MAP" && mine.length === 0);
  const change = useTell(async (yes: boolean, requestId) => {
    const give = () =>
      answer(
        api.POST("/api/v1/clients/{client_id}/consents", {
          params: { path: { client_id: me } },
          body: { purpose, receiver, channel: "CHANNEL_SELF", textVersion: text && versionName(text), requestId: yes ? requestId : undefined },
        }),
      );
    if (yes) return give();
    const ids = standing.length > 0 ? standing.map((consent) => consent.id ?? "") : [(await give()).id ?? ""];
    for (const id of ids) await answer(api.POST("/api/v1/clients/{client_id}/consents/{id}:withdraw", { params: { path: { client_id: me, id } }, body: {} }));
    return undefined;
  }, "consents");
  return (
    <>
      <Doing
        on={on}
        flag={on ? t("map.share.yes") : t("map.share.no")}
        words={oneOf(t.language, text?.titleNl, text?.titleEn)}
        note={[...easyLines(t.language, text), ...(until ? [t("map.share.until", { date: format.date(until) })] : [])]}
        picture={pictureOf(text)}
        onPress={() => change.send(!on)}
        busy={change.busy}
      />
      <ErrorNote problem={change.problem} onRetry={change.again} />
      {change.waiting && <Waiting />}
    </>
  );
}
