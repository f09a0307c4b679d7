/** Answers in words, for support workers. Pushing has words of its own. */
import type { Value } from "@/app/questions";
import { useT } from "@/i18n/staff";

export function useSayValue(): (key: string | undefined, value: Value, own?: boolean) => string {
  const t = useT();
  return (key, value, own = false) => {
    if (value === "SKIPPED") return own ? t("evaluation.look.unknown") : t("evaluation.ask.FACE_SKIPPED");
    if (key === "push" && (value === "TOO_MUCH" || value === "GOOD" || value === "TOO_LITTLE")) {
      return own ? t(`evaluation.look.push.PUSH_${value}`) : t(`evaluation.ask.PUSH_${value}`);
    }
    return t(`lookback.value.${value}`);
  };
}
