/** One subject: what it says, read aloud, and "not right" beside every line in one tap. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { type Correction, type Field, isOpen, type Item, itemsOf, labelOf, saidIn, type Section, tells, titleOf, wordsOf } from "@/app/personal-data";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { usePart } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import kit from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { aloudOf } from "@/client/words";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { useLink } from "@/design/link";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { Seedling } from "@/pictograms";
import { correctionsQuery, documentQuery, exportQuery } from "./data";
import styles from "./mydata.module.css";

const list = "/mijn/over-mij/gegevens/lezen";

export function SubjectPage() {
  const t = useT();
  const me = useMe();
  const key = usePart("subject");
  const found = useQuery(exportQuery(me));
  const document = useQuery(documentQuery(found.data?.state === "STATE_READY" ? (found.data.id ?? "") : ""));
  const corrections = useQuery(correctionsQuery(me));
  const told = (document.data?.sections ?? []).filter(tells);
  const at = told.findIndex((section) => section.key === key);
  const section = told[at];
  const next = told[at + 1];
  return (
    <ClientPage title={section ? titleOf(t.language, section) : t("mydata.read")} back={list} moment={key}>
      <Ready of={[document, corrections]}>
        {() =>
          section ? (
            <>
              {itemsOf(section).map((item) => <One key={item.id} section={section} item={item} open={(corrections.data ?? []).filter(isOpen)} />)}
              {next && <Next to={`${list}/${next.key}`} words={t("mydata.next", { what: titleOf(t.language, next) })} />}
            </>
          ) : (
            <Kind title={t("mydata.nothing")} picture={Seedling} />
          )
        }
      </Ready>
    </ClientPage>
  );
}

function Next({ to, words }: { to: string; words: string }) {
  return <a {...useLink(to)} className={buttonClass("primary")}>{words}</a>;
}

function One({ section, item, open }: { section: Section; item: Item; open: readonly Correction[] }) {
  return (
    <section className={kit.card}>
      <ul className={styles.lines}>
        {saidIn(item).map((field) => (
          <Line key={field.key} section={section} item={item} field={field} asked={open.find((one) => one.section === section.key && one.itemId === item.id && one.field === field.key)} />
        ))}
      </ul>
    </section>
  );
}

function Line({ section, item, field, asked }: { section: Section; item: Item; field: Field; asked: Correction | undefined }) {
  const t = useT();
  const me = useMe();
  const label = labelOf(t.language, field);
  const words = wordsOf(t.language, field);
  const change = useTell(async (wrong: boolean, requestId) => {
    if (!wrong) return answer(api.POST("/api/v1/corrections/{id}:close", { params: { path: { id: asked?.id ?? "" } }, body: { requestId } }));
    return answer(
      api.POST("/api/v1/clients/{client_id}/corrections", {
        params: { path: { client_id: me } },
        body: { section: section.key, itemId: item.id, field: field.key, labelNl: field.labelNl, labelEn: field.labelEn, stood: (field.wordsNl ?? []).join(", ").slice(0, 4000), saidBy: "SAID_BY_SELF", requestId },
      }),
    );
  }, "corrections");
  return (
    <li className={styles.line}>
      <div className={styles.said}>
        <div>
          <p className={styles.label}>{label}</p>
          {words.map((line) => <p key={line} className={styles.words}>{line}</p>)}
        </div>
        <ReadAloud text={aloudOf([label, ...words])} />
      </div>
      {asked && <p className={styles.marked}>{t("mydata.wrong.said")}</p>}
      <div className={kit.ways}>
        <button type="button" className={buttonClass("secondary")} aria-label={`${t(asked ? "mydata.wrong.back" : "mydata.wrong")}: ${label}`} aria-disabled={change.busy || undefined} onClick={() => !change.busy && change.send(!asked)}>
          {t(asked ? "mydata.wrong.back" : "mydata.wrong")}
        </button>
      </div>
      <ErrorNote problem={change.problem} onRetry={change.again} />
      {change.waiting && <Waiting />}
    </li>
  );
}
