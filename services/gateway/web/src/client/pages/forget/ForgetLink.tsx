/** The way to being forgotten. */
import { Doing } from "@/client/Doing";
import { useT } from "@/i18n/client";
import { Balloon } from "@/pictograms";

export function ForgetLink() {
  const t = useT();
  return <Doing href="/mijn/over-mij/vergeten" words={t("forget.title")} note={t("forget.text2")} picture={Balloon} tone="lilac" />;
}
