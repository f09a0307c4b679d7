/** Everything about a person, to read together or to print. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type Document, type Item, itemsOf, labelOf, pictureOf, saidIn, tells, titleOf, wordsOf } from "@/app/personal-data";
import { oneOf } from "@/app/templates";
import { Button } from "@/design/Button";
import { Page } from "@/design/Page";
import { Pictogram } from "@/design/Pictogram";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import styles from "./mydata.module.css";
import { documentQuery } from "./queries";

export function DocumentPage() {
  const t = useT();
  const format = useFormat();
  const { clientId, exportId } = useParams({ from: "/shell/mensen/$clientId/gegevens/$exportId" });
  const document = useQuery(documentQuery(exportId));
  return (
    <Page
      width="text"
      title={document.data ? t("mydata.document.title", { name: document.data.name ?? "" }) : t("mydata.export")}
      lead={document.data && t("mydata.document.lead", { date: format.date(document.data.collectTime ?? "") })}
      above={<Link to="/mensen/$clientId" params={{ clientId }} search={{ deel: "gegevens" }}>{t("mydata.document.back")}</Link>}
      actions={document.data && <span className="no-print"><Button onPress={() => window.print()}>{t("common.print")}</Button></span>}
    >
      <QueryView query={document}>{(found) => <Subjects of={found} />}</QueryView>
    </Page>
  );
}

function Subjects({ of }: { of: Document }) {
  const t = useT();
  const sections = of.sections ?? [];
  const nothing = sections.filter((section) => !tells(section));
  return (
    <div className="stack" style={{ "--gap": "var(--space-6)" } as React.CSSProperties}>
      {sections.filter(tells).map((section) => (
        <section key={section.key} className={styles.section}>
          <h2><Pictogram of={pictureOf(section)} size="2rem" /> {titleOf(t.language, section)}</h2>
          {itemsOf(section).map((item) => <Lines key={item.id} of={item} />)}
        </section>
      ))}
      {nothing.length > 0 && (
        <section className={styles.section}>
          <h2>{t("mydata.document.nothing")}</h2>
          <ul>{nothing.map((section) => <li key={section.key}>{titleOf(t.language, section)}</li>)}</ul>
        </section>
      )}
      <section className={styles.section}>
        <h2>{t("mydata.document.withheld")}</h2>
        {!of.ownEyes && <p>{t("mydata.document.own")}</p>}
        <ul>
          {(of.withheld ?? []).map((held) => <li key={held.whatNl}><strong>{oneOf(t.language, held.whatNl, held.whatEn)}</strong> {oneOf(t.language, held.whyNl, held.whyEn)}</li>)}
        </ul>
      </section>
    </div>
  );
}

function Lines({ of }: { of: Item }) {
  const t = useT();
  return (
    <div className={styles.item}>
      <dl>
        {saidIn(of).map((field) => (
          <Line key={field.key} label={labelOf(t.language, field)} words={wordsOf(t.language, field)} />
        ))}
      </dl>
    </div>
  );
}

function Line({ label, words }: { label: string; words: readonly string[] }) {
  return <><dt>{label}</dt>{words.map((line) => <dd key={line}>{line}</dd>)}</>;
}
