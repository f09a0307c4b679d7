/** Everything off my map, for good. It cannot be taken back, so this once there is a real question first (N-17). */
import { answer, api } from "@/api/client";
import { queryClient } from "@/api/query";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo } from "@/client/go";
import styles from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { Balloon, HeartHands, Seedling } from "@/pictograms";

export function ErasePage() {
  const t = useT();
  const go = useGo();
  const me = useMe();
  const erase = useTell(async (_: string, requestId) => {
    await answer(api.POST("/api/v1/clients/{client_id}/networkMap:erase", { body: { requestId }, params: { path: { client_id: me } } }));
    for (const key of ["mapSnapshots", "networkMap", "contacts"]) queryClient.removeQueries({ queryKey: [key] });
    return true;
  });
  if (erase.said) {
    return (
      <Told title={t("map.erase.done")} sentences={[t("map.erase.done1")]} picture={Seedling} back="/mijn/over-mij/kaart">
        <Doings single><Doing href="/mijn/over-mij" words={t("common.done")} picture={HeartHands} /></Doings>
      </Told>
    );
  }
  return (
    <ClientPage title={t("map.erase.sure")} question={t("map.erase.lead")} back="/mijn/over-mij/kaart" aloud={[t("map.erase.gone")]}>
      <p className={styles.large}>{t("map.erase.gone")}</p>
      <ErrorNote problem={erase.problem} onRetry={erase.again} />
      {erase.waiting && <Waiting />}
      <Doings>
        <Doing words={t("map.erase.no")} picture={HeartHands} tone="leaf" onPress={() => go("/mijn/over-mij/kaart")} />
        <Doing words={t("map.erase.yes")} picture={Balloon} busy={erase.busy} onPress={() => erase.send("all")} />
      </Doings>
    </ClientPage>
  );
}
