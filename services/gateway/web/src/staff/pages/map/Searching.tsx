/** "Nog zoeken": an empty map says nothing of somebody; it opens questions to look together, one for each kind of contact (N-11). */
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Card } from "@/design/Card";
import { inLanguage } from "@/i18n/core";
import { useT } from "@/i18n/staff";
import { categories } from "../people/ContactFields";
import styles from "./map.module.css";
import { QuickAdd } from "./QuickAdd";
import { templatesOf } from "./queries";

const categoryOf = (key: string | undefined) => categories.find((category) => category === `CATEGORY_${(key ?? "").toUpperCase()}`);
const without = ["1", "2", "3", "4", "5", "6"] as const;

export function Searching({ clientId, name, open = false }: { clientId: string; name: string; open?: boolean }) {
  const t = useT();
  const templates = useQuery(templatesOf("KIND_SEARCH_PROMPTS"));
  const [at, setAt] = useState<string>();
  const template = templates.data?.[0];
  // Texts of the organisation when they are there; the house's own questions otherwise: nobody waits for a text.
  if (!template?.parts?.length) {
    return (
      <Card title={t("people.network.prompts")} level={3} tone="apricot">
        <ul className={styles.bullets}>{without.map((n) => <li key={n}>{t(`people.network.prompt.${n}`)}</li>)}</ul>
        {open && <QuickAdd clientId={clientId} label={t("map.quick.who", { name })} />}
      </Card>
    );
  }
  return (
    <Folded open={open} title={inLanguage(t.language, template, "title")} note={inLanguage(t.language, template, "intro")}>
      <ul className={styles.prompts}>
        {template.parts.map((part) => {
          const category = categoryOf(part.key);
          const shown = at === part.key;
          return (
            <li key={part.key}>
              <button type="button" aria-expanded={shown} onClick={() => setAt(shown ? undefined : part.key)}>
                {category && <b>{t(`people.contact.${category}`)}</b>}
                <span>{inLanguage(t.language, part, "text")}</span>
              </button>
              {shown && <QuickAdd clientId={clientId} category={category} label={t("map.quick.name")} />}
            </li>
          );
        })}
      </ul>
    </Folded>
  );
}

/** Beside a map with people on it the questions wait until somebody wants them. */
function Folded({ open, title, note, children }: { open: boolean; title: string; note: string; children: ReactNode }) {
  if (open) return <Card title={title} note={note} level={3} tone="apricot">{children}</Card>;
  return (
    <details className={styles.fold}>
      <summary>{title}</summary>
      <p>{note}</p>
      {children}
    </details>
  );
}
