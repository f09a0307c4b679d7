/** The days on which I kept my map. */
import { useQuery } from "@tanstack/react-query";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { dayLeaf } from "@/client/drawings";
import { Kind, Ready } from "@/client/Kind";
import { useT } from "@/i18n/client";
import { useFormat } from "@/i18n/format";
import { Camera } from "@/pictograms";
import { snapshotsQuery } from "./data";

export function EarlierPage() {
  const t = useT();
  const date = useFormat().date;
  const snapshots = useQuery(snapshotsQuery(useMe()));
  const all = snapshots.data ?? [];
  return (
    <ClientPage title={t("map.then.title")} question={all.length > 0 ? t("map.then.lead") : undefined} back="/mijn/over-mij/kaart">
      <Ready of={[snapshots]}>
        {() =>
          all.length === 0 ? (
            <Kind title={t("map.then.none")} text={t("map.then.noneText")} picture={Camera}>
              <Doings single><Doing href="/mijn/over-mij/kaart/bewaren" words={t("map.keep.title")} picture={Camera} /></Doings>
            </Kind>
          ) : (
            <Doings single>
              {all.map(({ id, takeTime = "", occasion }) => (
                <Doing key={id} href={`/mijn/over-mij/kaart/toen/${id}`} words={date(takeTime)} note={occasion} picture={dayLeaf(Number(takeTime.slice(8, 10)))} />
              ))}
            </Doings>
          )
        }
      </Ready>
    </ClientPage>
  );
}
