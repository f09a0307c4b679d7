/** What makes it hard and what helps, to tick; what was told the last time is offered again. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { useT } from "@/i18n/staff";
import type { Kind, Threshold } from "../activities/queries";
import styles from "./along.module.css";

export const hards = [
  "HARD_BUSY", "HARD_NOISE", "HARD_GETTING_THERE", "HARD_PURSE", "HARD_KNOWING_NOBODY", "HARD_TENSE", "HARD_NEW", "HARD_LONG", "HARD_TALKING", "HARD_TOILET",
] as const;
export const helpfuls = [
  "HELPFUL_TOGETHER", "HELPFUL_LOOK_FIRST", "HELPFUL_LEAVE_ANYTIME", "HELPFUL_SHORT", "HELPFUL_QUIET_SPOT", "HELPFUL_KNOW_BEFORE", "HELPFUL_CALL_SOMEBODY",
  "HELPFUL_QUIET_MOMENT",
] as const;

export interface PicturedProps {
  name: string;
  kind: Kind | undefined;
  value: Threshold;
  onChange: (change: Threshold) => void;
}

export function Pictured({ name, kind, value, onChange }: PicturedProps) {
  const t = useT();
  const clientId = value.clientId ?? "";
  const earlier = useQuery({
    queryKey: ["earlierThreshold", clientId, kind],
    queryFn: () => answer(api.GET("/api/v1/earlierThresholds/{client_id}", { params: { path: { client_id: clientId }, query: { kind } } })),
    retry: false,
  }).data;
  const empty = !value.hard?.length && !value.helpful?.length && !value.threshold && !value.helps;
  const known = earlier && (earlier.hard?.length || earlier.helpful?.length || earlier.threshold || earlier.helps);
  const toggle = <T extends string>(list: readonly T[] | undefined, one: T, on: boolean): T[] => (on ? [...(list ?? []), one] : (list ?? []).filter((other) => other !== one));
  return (
    <>
      {empty && known && (
        <div className="cluster">
          <Button size="small" onPress={() => onChange({ hard: earlier.hard, helpful: earlier.helpful, threshold: earlier.threshold, helps: earlier.helps })}>{t("along.earlier")}</Button>
          <span className="soft small">{t("along.earlier.help")}</span>
        </div>
      )}
      <fieldset>
        <legend>{t("along.hard.label", { name })}</legend>
        <div className={styles.pictures}>
          {hards.map((one) => <Checkbox key={one} isSelected={!!value.hard?.includes(one)} onChange={(on) => onChange({ hard: toggle(value.hard, one, on) })}>{t(`along.${one}`)}</Checkbox>)}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t("along.helpful.label", { name })}</legend>
        <div className={styles.pictures}>
          {helpfuls.map((one) => <Checkbox key={one} isSelected={!!value.helpful?.includes(one)} onChange={(on) => onChange({ helpful: toggle(value.helpful, one, on) })}>{t(`along.${one}`)}</Checkbox>)}
        </div>
      </fieldset>
    </>
  );
}

/** The same in a few words, where an activity is prepared. */
export function usePictured(): (told: Threshold) => { hard: string[]; helpful: string[] } {
  const t = useT();
  return (told) => ({
    hard: hards.filter((one) => told.hard?.includes(one)).map((one) => t(`along.${one}`)),
    helpful: helpfuls.filter((one) => told.helpful?.includes(one)).map((one) => t(`along.${one}`)),
  });
}
