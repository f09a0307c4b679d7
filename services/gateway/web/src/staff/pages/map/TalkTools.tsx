/** Tools for the talk, to pick: none is forced, and every question of one may stay open (N-19). */
import { useQuery } from "@tanstack/react-query";
import { Checkbox } from "@/design/Checkbox";
import { LoadingRows } from "@/design/Loading";
import { TextArea } from "@/design/TextArea";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { buttonClass } from "@/design/button-class";
import styles from "./map.module.css";
import { type Template, templatesOf } from "./queries";
import { pick, type Said, type ToolDraft } from "./talk";

interface TalkToolsProps {
  name: string;
  tools: ToolDraft[];
  onChange: (tools: ToolDraft[]) => void;
}

export function TalkTools({ name, tools, onChange }: TalkToolsProps) {
  const t = useT();
  const templates = useQuery(templatesOf("KIND_TALK_TOOL"));
  if (templates.isPending) return <LoadingRows rows={1} />;
  const all = templates.data ?? [];
  return (
    <section className={styles.column}>
      <div>
        <h2>{t("map.tools")}</h2>
        <p className="soft">{t("map.tools.help")}</p>
      </div>
      <div className={`cluster ${styles.picked}`} role="group" aria-label={t("map.tools")}>
        {all.map((tool) => (
          <button key={tool.key} type="button" className={buttonClass("secondary", "small")} aria-pressed={tools.some(({ key }) => key === tool.key)} onClick={() => onChange(pick(tools, tool.key ?? "", tool.version ?? 1))}>
            {inLanguage(t.language, tool, "title")}
          </button>
        ))}
      </div>
      {tools.map((used) => {
        const template = all.find(({ key }) => key === used.key);
        return template && <Tool key={used.key} template={template} used={used} name={name} onChange={(now) => onChange(tools.map((tool) => (tool.key === now.key ? now : tool)))} />;
      })}
    </section>
  );
}

const open: Said = { words: "", notNow: false };

function Tool({ template, used, name, onChange }: { template: Template; used: ToolDraft; name: string; onChange: (tool: ToolDraft) => void }) {
  const t = useT();
  const say = (part: string, said: Said) => onChange({ ...used, answers: { ...used.answers, [part]: said } });
  return (
    <section className={styles.question} data-pool="sky">
      <h3>{inLanguage(t.language, template, "title")}</h3>
      <p>{inLanguage(t.language, template, "intro")}</p>
      {template.parts?.map((part) => {
        const key = part.key ?? "";
        const said = used.answers[key] ?? open;
        const question = inLanguage(t.language, part, "text");
        return (
          <div key={key} className={styles.ask} role="group" aria-label={question}>
            <TextArea optional label={question} description={t("people.talk.words", { name })} value={said.words} onChange={(words) => say(key, { ...said, words })} isDisabled={said.notNow} maxLength={4000} />
            <Checkbox isSelected={said.notNow} onChange={(notNow) => say(key, { ...said, notNow })}>{t("people.talk.notNow")}</Checkbox>
          </div>
        );
      })}
    </section>
  );
}
