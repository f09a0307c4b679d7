/** Whether somebody told it themself, alone or with somebody beside them. */
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import type { Reflection } from "./queries";

export function useHowTold(): (told: Reflection) => string {
  const t = useT();
  const format = useFormat();
  return ({ bySelf, together, time }) => {
    const when = time ? format.day(time) : "…";
    if (!bySelf) return t("lookback.told.together", { when });
    return together ? t("lookback.told.selfTogether", { when }) : t("lookback.told.self", { when });
  };
}
