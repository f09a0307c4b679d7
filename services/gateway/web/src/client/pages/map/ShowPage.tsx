/** Which parts of my map my support workers may see: of everybody at once, each on or off in one tap, without a reason (N-17). */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import type { Drawing } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import { Calendar, Eye, Handshake, HeartSuit, ThoughtBalloon, WorldMap } from "@/pictograms";
import { mapQuery, type Part, parts } from "./data";

export const partPictures = { MAP_PART_MEANING: HeartSuit, MAP_PART_GIVING: Handshake, MAP_PART_CONTACT: Calendar, MAP_PART_HOPE: ThoughtBalloon } as const satisfies Record<Part, Drawing>;

export function ShowPage() {
  const t = useT();
  const me = useMe();
  const map = useQuery(mapQuery(me));
  const shared = parts.filter((part) => map.data?.sharedParts?.includes(part));
  const tell = useTell(
    (sharedParts: Part[], requestId) =>
      answer(
        api.PATCH("/api/v1/clients/{network_map.client_id}/networkMap", {
          params: { path: { "network_map.client_id": me } },
          body: { networkMap: { clientId: me, sharedParts }, updateMask: "sharedParts", requestId },
        }),
      ),
    "networkMap",
  );
  return (
    <ClientPage title={t("map.whoSees")} question={t("map.show.lead")} back="/mijn/over-mij/kaart">
      <Ready of={[map]}>
        {() => (
          <Doings>
            {parts.map((part) => {
              const on = shared.includes(part);
              return (
                <Doing
                  key={part}
                  on={on}
                  flag={t(on ? "map.share.yes" : "map.share.no")}
                  words={t(`map.part.${part}`)}
                  picture={partPictures[part]}
                  busy={tell.busy}
                  onPress={() => tell.send(on ? shared.filter((other) => other !== part) : parts.filter((other) => other === part || shared.includes(other)))}
                />
              );
            })}
          </Doings>
        )}
      </Ready>
      <ErrorNote problem={tell.problem} onRetry={tell.again} />
      {tell.waiting && <Waiting />}
      <Doings>
        <Doing href="/mijn/over-mij/delen" words={t("map.show.whole")} note={t("map.show.wholeNote")} picture={WorldMap} />
        <Doing href="/mijn/over-mij/kaart" words={t("map.show.one")} note={t("map.show.oneNote")} picture={Eye} />
      </Doings>
    </ClientPage>
  );
}
