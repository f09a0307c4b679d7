/** The texts, questions and steps of the method as this organisation has them, by kind. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { oneOf, type Template } from "@/app/templates";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Checkbox } from "@/design/Checkbox";
import { Chip } from "@/design/Chip";
import { QueryView } from "@/design/QueryView";
import { useT } from "@/i18n/staff";
import styles from "./content.module.css";
import { kinds, slugOf } from "./kinds";
import { allTemplates } from "./queries";

export function TextsPart() {
  const t = useT();
  const templates = useQuery(allTemplates);
  const [all, setAll] = useState(false);
  return (
    <QueryView query={templates}>
      {(found) => {
        const shown = found.filter((template) => all || !template.retired);
        return (
          <>
            <p className="soft">{t("content.lead")}</p>
            {kinds.map((kind) => (
              <section key={kind} className={styles.kind}>
                <div className={styles.heading}>
                  <h2>{t(`content.kind.${kind}`)}</h2>
                  {kind === "KIND_TALK_TOOL" && <Link to="/organisatie/teksten/nieuw" className={buttonClass("secondary", "small")}>{t("content.add")}</Link>}
                </div>
                <p className="soft small">{t(`content.kind.${kind}.why`)}</p>
                <ul className="grid plain-list">
                  {shown.filter((template) => template.kind === kind).map((template) => <li key={template.key}><One of={template} /></li>)}
                </ul>
              </section>
            ))}
            {found.some((template) => template.retired) && <Checkbox isSelected={all} onChange={setAll}>{t("content.showRetired")}</Checkbox>}
          </>
        );
      }}
    </QueryView>
  );
}

function One({ of }: { of: Template }) {
  const t = useT();
  return (
    <Card level={3} href={`/organisatie/teksten/${slugOf(of.kind)}/${of.key}`} title={oneOf(t.language, of.titleNl, of.titleEn)} note={t.count("content.parts", of.parts?.length ?? 0)}>
      <div className="cluster" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}><Marks of={of} /></div>
    </Card>
  );
}

/** Whose it is, which version, and whether it is in use. */
export function Marks({ of }: { of: Template }) {
  const t = useT();
  return (
    <>
      <Chip tone={of.builtIn ? undefined : "lilac"}>{of.builtIn ? t("content.ours") : t("content.own")}</Chip>
      <Chip>{t("content.version", { n: of.version ?? 1 })}</Chip>
      {of.retired && <Chip tone="apricot">{t("content.retired")}</Chip>}
    </>
  );
}
