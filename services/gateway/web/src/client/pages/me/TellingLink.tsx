/** The way to what may be told about me. */
import { Doing } from "@/client/Doing";
import { useT } from "@/i18n/client";
import { SpeakingHead } from "@/pictograms";

export function TellingLink() {
  const t = useT();
  return <Doing href="/mijn/over-mij/vertellen" words={t("telling.title")} note={t("telling.note")} picture={SpeakingHead} tone="apricot" />;
}
