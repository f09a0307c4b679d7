/** Optrek among the other apps of this phone: only where the browser offers it, and once it is there it is not said again. */
import { useSyncExternalStore } from "react";
import { offers } from "@/client/away/app";
import { Doing } from "@/client/Doing";
import { useT } from "@/i18n/client";
import { MobilePhone } from "@/pictograms";

export function AppLink() {
  const t = useT();
  const offered = useSyncExternalStore(offers.subscribe, offers.read, () => false);
  if (!offered) return null;
  return <Doing words={t("post.app.title")} note={t("post.app.note")} picture={MobilePhone} tone="leaf" onPress={() => void offers.take()} />;
}
