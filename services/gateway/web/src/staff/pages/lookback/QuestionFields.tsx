/** One question in the form: its words, its place, whether it is asked. Folded until somebody wants to change it. */
import { useId, useState } from "react";
import { type Question, textOf } from "@/app/questions";
import { questionPicture, questionPictureNames } from "@/app/question-pictures";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { Chip } from "@/design/Chip";
import { Pictogram } from "@/design/Pictogram";
import { RadioCards } from "@/design/RadioCards";
import { Select } from "@/design/Select";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import styles from "../evaluation/lookback.module.css";
import { isOwn } from "./edit";

export interface QuestionFieldsProps {
  of: Question;
  n: number;
  english: boolean;
  error: (field: string) => string | undefined;
  onChange: (change: Partial<Question>) => void;
  onUp?: () => void;
  onDown?: () => void;
  onRemove: () => void;
}

const kinds = ["KIND_FACES", "KIND_YES_NO", "KIND_AMOUNT", "KIND_WORDS"] as const;

export function QuestionFields(props: QuestionFieldsProps) {
  const { of, n, error, onChange, onUp, onDown, onRemove } = props;
  const t = useT();
  const [open, setOpen] = useState(!of.textNl);
  const fields = useId();
  const wrong = ["textNl", "key", "kind", "off"].some((field) => error(field));
  const shown = open || wrong;
  return (
    <section className={styles.question} data-off={of.off || undefined} aria-label={t("lookback.edit.question", { n })}>
      <div className={styles.questionTop}>
        <Pictogram of={questionPicture(of.picture)} size="2.25rem" plate />
        <h2>{textOf("nl", of, t("lookback.the.other")) || t("lookback.edit.new")}</h2>
        {of.core && <Chip>{t("lookback.questions.core")}</Chip>}
        {of.off && <Chip>{t("lookback.edit.off")}</Chip>}
      </div>
      <div className="cluster">
        <Button kind="quiet" size="small" isDisabled={!onUp} aria-label={t("lookback.edit.up", { n })} onPress={() => onUp?.()}>↑</Button>
        <Button kind="quiet" size="small" isDisabled={!onDown} aria-label={t("lookback.edit.down", { n })} onPress={() => onDown?.()}>↓</Button>
        <Button kind="quiet" size="small" aria-expanded={shown} aria-controls={fields} onPress={() => setOpen(!open)}>{t("lookback.edit.words", { n })}</Button>
        {isOwn(of) && <Button kind="quiet" size="small" onPress={onRemove}>{t("lookback.edit.remove", { n })}</Button>}
      </div>
      {!of.core && <Checkbox isSelected={!of.off} onChange={(on) => onChange({ off: !on })}>{t("lookback.edit.asked")}</Checkbox>}
      <div id={fields}>{shown && <Words {...props} />}</div>
    </section>
  );
}

function Words({ of, english, error, onChange }: QuestionFieldsProps) {
  const t = useT();
  const line = (field: "textNl" | "textEn" | "easyNl" | "easyEn" | "lookNl" | "lookEn", help?: string) => (
    <TextField
      optional={field !== "textNl"}
      label={t(`lookback.edit.${field}`)}
      description={help}
      value={of[field] ?? ""}
      onChange={(words) => onChange({ [field]: words })}
      error={error(field) ?? (field === "textNl" ? error("key") : undefined)}
      maxLength={field.startsWith("easy") ? 120 : 300}
      autoComplete="off"
    />
  );
  return (
    <div className="stack" style={{ "--gap": "var(--space-4)" } as React.CSSProperties}>
      {line("textNl", t("lookback.edit.textNl.help", { naam: "{naam}" }))}
      {english && line("textEn")}
      {line("easyNl", t("lookback.edit.easyNl.help"))}
      {english && line("easyEn")}
      {line("lookNl", t("lookback.edit.lookNl.help"))}
      {english && line("lookEn")}
      {isOwn(of) && (
        <RadioCards
          compact
          label={t("lookback.edit.kind")}
          value={of.kind ?? "KIND_FACES"}
          onChange={(kind) => onChange({ kind })}
          error={error("kind")}
          options={kinds.map((kind) => ({ value: kind, label: t(`lookback.kind.${kind}`) }))}
        />
      )}
      <Select
        label={t("lookback.edit.picture")}
        value={of.picture || "speech-balloon"}
        onChange={(picture) => onChange({ picture })}
        options={questionPictureNames.map((name) => ({ value: name as string, label: t(`lookback.picture.${name}`) }))}
      />
    </div>
  );
}
