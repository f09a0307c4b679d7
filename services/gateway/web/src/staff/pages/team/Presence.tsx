import { Chip } from "@/design/Chip";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import type { SupportWorker } from "./queries";

/** Away, left, or nothing when somebody is just there. */
export function Presence({ of }: { of: SupportWorker }) {
  const t = useT();
  const format = useFormat();
  if (of.left) return <Chip>{t("team.left")}</Chip>;
  if (!of.away) return null;
  return <Chip tone="apricot">{of.backDay ? t("team.awayUntil", { day: format.day(of.backDay) }) : t("team.away")}</Chip>;
}
