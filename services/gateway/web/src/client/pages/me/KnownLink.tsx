/** The way to the people my record names; only there while somebody is still to be asked about. */
import { useQuery } from "@tanstack/react-query";
import { useMe } from "@/client/data";
import { Doing } from "@/client/Doing";
import { useT } from "@/i18n/client";
import { BustsInSilhouette } from "@/pictograms";
import { proposalsQuery } from "./telling";

export function KnownLink() {
  const t = useT();
  const proposals = useQuery(proposalsQuery(useMe()));
  if (!proposals.data?.length) return null;
  return <Doing href="/mijn/over-mij/kennen" words={t("telling.known.title")} note={t("telling.known.note")} picture={BustsInSilhouette} tone="sky" />;
}
