/** Changing one rule, with what it would give now said beside it, before it is saved. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { Select } from "@/design/Select";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { choicesFor } from "./choices";
import { type Knob, type Rule, saveRule, wantedOf, wouldQuery } from "./queries";
import { useMeasured } from "./RulesPart";
import styles from "./signals.module.css";

const named = ["alongside", "close", "at_a_distance", "on_call"] as const;

export function RuleForm({ of, onClose }: { of: Rule; onClose: () => void }) {
  const t = useT();
  const undo = useUndo();
  const kind = of.kind ?? "KIND_UNSPECIFIED";
  const [wanted, setWanted] = useState(() => wantedOf(of));
  const would = useQuery({ ...wouldQuery(kind, wanted), placeholderData: keepPreviousData });
  const refresh = [["signalRules"], ["signals"]];
  const save = useChange({
    run: (_: void, once) => saveRule(kind, wanted, of.etag, once),
    refresh,
    onDone: () => {
      onClose();
      undo(t("signals.saved"), () => saveRule(kind, wantedOf(of), undefined, requestId()), refresh);
    },
  });
  const set = (name: string, value: number) => setWanted({ ...wanted, knobs: wanted.knobs.map((knob) => (knob.name === name ? { name, value } : knob)) });
  return (
    <>
      <div className={styles.form}>
        <Checkbox isSelected={!wanted.off} onChange={(on) => setWanted({ ...wanted, off: !on })} description={t("signals.on.help")}>{t("signals.on")}</Checkbox>
        {!wanted.off && (of.knobs ?? []).map((knob) => (
          <Patience key={knob.name} of={knob} value={wanted.knobs.find(({ name }) => name === knob.name)?.value ?? 0} onChange={(value) => set(knob.name ?? "", value)} />
        ))}
      </div>
      <p className="soft" aria-live="polite">{would.data ? t(`signals.would.${would.data}`) : t("signals.would.busy")}</p>
      <ErrorNote problem={save.problem} />
      <div className="cluster">
        <Button kind="primary" isPending={save.isPending} onPress={() => save.start()}>{t("signals.save")}</Button>
        <Button kind="quiet" onPress={onClose}>{t("common.cancel")}</Button>
      </div>
    </>
  );
}

function Patience({ of, value, onChange }: { of: Knob; value: number; onChange: (value: number) => void }) {
  const t = useT();
  const measured = useMeasured();
  const distance = named.find((one) => one === of.name);
  return (
    <Select
      label={distance ? t(`signals.knob.${distance}`) : t(of.unit === "UNIT_IN_A_ROW" ? "signals.knob.patience.UNIT_IN_A_ROW" : "signals.knob.patience")}
      value={String(value)}
      onChange={(chosen) => onChange(Number(chosen))}
      options={choicesFor(of).map((choice) => ({
        value: String(choice),
        label: choice === of.usual ? t("signals.usual", { value: measured(of, choice) }) : measured(of, choice),
      }))}
    />
  );
}
