/** The lines of a text: their words, and where lines may come and go, their order. */
import type { TemplateKind } from "@/app/templates";
import { Button } from "@/design/Button";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import type { Edit } from "@/staff/change";
import styles from "./content.module.css";
import { type Line, moved, newLine, type TextDraft } from "./draft";
import { hasFixedLines, isForClients } from "./kinds";

interface LineFieldsProps {
  edit: Edit<TextDraft>;
  kind: TemplateKind | undefined;
  english: boolean;
  fields: Record<string, string>;
}

const most = 40;

export function LineFields({ edit: { value, set }, kind, english, fields }: LineFieldsProps) {
  const t = useT();
  const { lines } = value;
  const change = (index: number, words: Partial<Line>) => set({ lines: lines.map((line, at) => (at === index ? { ...line, ...words } : line)) });
  return (
    <>
      {lines.map((line, index) => {
        const wrong = (field: string) => fields[`template.parts[${index}].${field}`];
        return (
          <section key={line.key} className={styles.line} aria-label={t("content.line", { n: index + 1 })}>
            <h2>{t("content.line", { n: index + 1 })}</h2>
            <TextArea label={t("content.text")} value={line.textNl} onChange={(textNl) => change(index, { textNl })} error={wrong("textNl") ?? wrong("key")} maxLength={2000} />
            {english && <TextArea optional label={t("content.textEn")} value={line.textEn} onChange={(textEn) => change(index, { textEn })} error={wrong("textEn")} maxLength={2000} />}
            {isForClients(kind) && (
              <TextField optional label={t("content.easyText")} description={t("content.easyText.help")} value={line.easyNl} onChange={(easyNl) => change(index, { easyNl })} error={wrong("easyNl")} autoComplete="off" maxLength={300} />
            )}
            {english && isForClients(kind) && <TextField optional label={t("content.easyTextEn")} value={line.easyEn} onChange={(easyEn) => change(index, { easyEn })} error={wrong("easyEn")} autoComplete="off" maxLength={300} />}
            {!hasFixedLines(kind) && lines.length > 1 && (
              <div className="cluster">
                <Button kind="quiet" size="small" isDisabled={index === 0} aria-label={t("content.up", { n: index + 1 })} onPress={() => set({ lines: moved(lines, index, index - 1) })}>↑</Button>
                <Button kind="quiet" size="small" isDisabled={index === lines.length - 1} aria-label={t("content.down", { n: index + 1 })} onPress={() => set({ lines: moved(lines, index, index + 1) })}>↓</Button>
                <Button kind="quiet" size="small" onPress={() => set({ lines: lines.filter((_, at) => at !== index) })}>{t("content.removeLine", { n: index + 1 })}</Button>
              </div>
            )}
          </section>
        );
      })}
      {!hasFixedLines(kind) && lines.length < most && <div><Button onPress={() => set({ lines: [...lines, newLine()] })}>{t("content.addLine")}</Button></div>}
    </>
  );
}
