/** What others may see: each in plain words, on or off in one tap, at once and without a reason. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { useSession } from "@/api/session";
import { ClientPage } from "@/client/ClientPage";
import { type Consent, consentsQuery, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { Books, HouseWithGarden, PeopleHoldingHands, WorldMap } from "@/pictograms";
import { TellingLink } from "./TellingLink";

const pictures = { PURPOSE_MATCHING: PeopleHoldingHands, PURPOSE_NETWORK_MAP: WorldMap, PURPOSE_STORY: Books, PURPOSE_REGION: HouseWithGarden } as const;
type Purpose = keyof typeof pictures;

export function SharingPage() {
  const t = useT();
  const consents = useQuery(consentsQuery(useMe()));
  const region = useSession().data?.organisation?.region;
  const purposes = (Object.keys(pictures) as Purpose[]).filter((purpose) => purpose !== "PURPOSE_REGION" || region);
  return (
    <ClientPage title={t("client.share.title")} question={t("client.share.lead")} back="/mijn/over-mij">
      <Ready of={[consents]}>
        {() => <Doings single>{purposes.map((purpose) => <OneConsent key={purpose} purpose={purpose} all={consents.data ?? []} receiver={purpose === "PURPOSE_REGION" ? (region ?? "") : "organisation"} />)}<TellingLink /></Doings>}
      </Ready>
    </ClientPage>
  );
}

function OneConsent({ purpose, all, receiver }: { purpose: Purpose; all: readonly Consent[]; receiver: string }) {
  const t = useT();
  const me = useMe();
  const mine = all.filter((consent) => consent.purpose === purpose);
  const standing = mine.filter((consent) => !consent.withdrawTime);
  // For the map nobody asked yet means that my support workers see it; only an own "no" closes it (N-17).
  const on = standing.length > 0 || (purpose === "PURPOSE_NETWORK_MAP" && mine.length === 0);
  const change = useTell(async (yes: boolean, requestId) => {
    const give = () => answer(api.POST("/api/v1/clients/{client_id}/consents", { params: { path: { client_id: me } }, body: { purpose, receiver, channel: "CHANNEL_SELF", requestId: yes ? requestId : undefined } }));
    if (yes) return give();
    const ids = standing.length > 0 ? standing.map((consent) => consent.id ?? "") : [(await give()).id ?? ""];
    for (const id of ids) await answer(api.POST("/api/v1/clients/{client_id}/consents/{id}:withdraw", { params: { path: { client_id: me, id } }, body: {} }));
    return undefined;
  }, "consents");
  return (
    <>
      <Doing
        on={on}
        flag={on ? t("client.share.yes") : t("client.share.no")}
        words={t(`client.share.${purpose}`)}
        note={t(`client.share.${purpose}.note`)}
        picture={pictures[purpose]}
        onPress={() => change.send(!on)}
        busy={change.busy}
      />
      <ErrorNote problem={change.problem} onRetry={change.again} />
      {change.waiting && <Waiting />}
    </>
  );
}
