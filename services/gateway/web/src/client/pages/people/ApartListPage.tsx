/** With whom I would rather not be put together: what I asked myself, and the way back. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Kind, Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/client";
import { useNames } from "@/names/names";
import { SmilingFaceWithSmilingEyes } from "@/pictograms";

export const apartQuery = (me: string) =>
  queryOptions({
    queryKey: ["exclusions", me],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/clients/{client_id}/exclusions", { params: { path: { client_id: me }, query: { pageSize: 100 } } }))).otherClientIds ?? [],
    enabled: me !== "",
  });

export function ApartListPage() {
  const t = useT();
  const me = useMe();
  const apart = useQuery(apartQuery(me));
  const nameOf = useNames(apart.data ?? []);
  const change = useTell(
    ({ verb, other }: { verb: "remove" | "add"; other: string }, requestId) =>
      answer(api.POST(verb === "add" ? "/api/v1/exclusions" : "/api/v1/exclusions:remove", { body: { clientId: me, otherClientId: other, requestId } })),
    "exclusions",
    "matches",
  );
  return (
    <ClientPage title={t("meeting.apart.list")} question={t("meeting.apart.listText")} back="/mijn/mensen">
      <Ready of={[apart]}>
        {() =>
          apart.data?.length === 0 ? <Kind title={t("meeting.apart.none")} text={t("meeting.apart.noneText")} picture={SmilingFaceWithSmilingEyes} /> : (
            <Doings>
              {apart.data?.map((id) => (
                <Doing
                  key={id}
                  words={nameOf(id, true)}
                  note={t("meeting.apart.tap")}
                  mark={<Initials name={nameOf(id)} size="4.25rem" />}
                  onPress={() => change.send({ verb: "remove", other: id })}
                  busy={change.busy}
                />
              ))}
            </Doings>
          )
        }
      </Ready>
      <ErrorNote problem={change.problem} onRetry={change.again} />
      {change.waiting && <Waiting />}
    </ClientPage>
  );
}
