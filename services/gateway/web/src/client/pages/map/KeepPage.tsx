/** Keeping my map as it is today. One tap; later I can look what is different. */
import { answer, api } from "@/api/client";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Told } from "@/client/Told";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { Calendar, Camera, SmilingFaceWithSmilingEyes } from "@/pictograms";

export function KeepPage() {
  const t = useT();
  const me = useMe();
  const keep = useTell((_: string, requestId) => answer(api.POST("/api/v1/clients/{client_id}/mapSnapshots", { body: { requestId }, params: { path: { client_id: me } } })), "mapSnapshots");
  if (keep.said) {
    return (
      <Told title={t("map.keep.done")} sentences={[t("map.keep.done1")]} picture={SmilingFaceWithSmilingEyes} back="/mijn/over-mij/kaart">
        <Doings single><Doing href="/mijn/over-mij/kaart/toen" words={t("map.then.title")} picture={Calendar} /></Doings>
      </Told>
    );
  }
  return (
    <ClientPage title={t("map.keep.title")} question={t("map.keep.lead")} back="/mijn/over-mij/kaart">
      <Doings single><Doing words={t("map.keep.now")} picture={Camera} tone="leaf" busy={keep.busy} onPress={() => keep.send("now")} /></Doings>
      <ErrorNote problem={keep.problem} onRetry={keep.again} />
      {keep.waiting && <Waiting />}
    </ClientPage>
  );
}
