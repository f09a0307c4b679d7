/** Thanks, and the licences we owe to say: the pictograms one by one. */
import { Page } from "@/design/Page";
import { Pictogram } from "@/design/Pictogram";
import { useT } from "@/i18n/staff";
import * as pictograms from "@/pictograms";
import { pictogramNames } from "@/pictograms/names";
import styles from "./CreditsPage.module.css";

const key = (name: string) => name.replace(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase()) as keyof typeof pictograms;

export function CreditsPage() {
  const t = useT();
  return (
    <main className={styles.frame}>
      <Page title={t("shell.credits.title")} lead={t("shell.credits.intro")} above={<a href="/">{t("common.back")}</a>}>
        <section className="stack">
          <h2>{t("shell.credits.method")}</h2>
          <p>{t("shell.credits.methodText")}</p>
        </section>
        <section className="stack">
          <h2>{t("shell.credits.fonts")}</h2>
          <p>{t("shell.credits.fontsText")}</p>
        </section>
        <section className="stack">
          <h2>{t("shell.credits.pictograms")}</h2>
          <p>{t("shell.credits.pictogramsText")}</p>
          <ul className={`${styles.pictograms} plain-list`}>
            {pictogramNames.map((name) => (
              <li key={name}><Pictogram of={pictograms[key(name)]} plate /><span lang="en" className="small">{name.replaceAll("-", " ")}</span></li>
            ))}
          </ul>
        </section>
      </Page>
    </main>
  );
}
