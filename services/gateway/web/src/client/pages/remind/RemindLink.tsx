/** The way to "remind me", from about me. */
import { Doing } from "@/client/Doing";
import { useT } from "@/i18n/client";
import { Bell } from "@/pictograms";

export function RemindLink() {
  const t = useT();
  return <Doing href="/mijn/over-mij/herinneren" words={t("remind.title")} note={t("remind.linkNote")} picture={Bell} tone="sky" />;
}
