/** The people around me: drawn in circles, or the same as a list. Tapping somebody opens them; moving somebody can be taken back. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { ClientPage } from "@/client/ClientPage";
import { type Contact, contactsQuery, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Add } from "@/client/drawings";
import { useGo, useNote } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import styles from "@/client/kit.module.css";
import { useTell } from "@/client/tell";
import { Waiting } from "@/client/Waiting";
import { buttonClass } from "@/design/button-class";
import { type Circle, Circles } from "@/design/Circles";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { Backpack, Calendar, Camera, Compass, CrossMark, Eye, Locked, WavingHand } from "@/pictograms";
import { isCategory } from "../me/contact";
import { fromCircle, personOf, toCircle } from "./place";

const here = "/mijn/over-mij/kaart";

export function MapPage() {
  const t = useT();
  const contacts = useQuery(contactsQuery(useMe()));
  const all = contacts.data ?? [];
  const seen = all.filter((contact) => !contact.hidden);
  const hidden = all.filter((contact) => contact.hidden);
  const add = <Doing href={`${here}/nieuw`} words={t("map.add")} picture={Add} tone="leaf" />;
  const search = <Doing href={`${here}/zoeken`} words={t("map.search.title")} note={t("map.search.note")} picture={Compass} tone="sky" />;
  return (
    <ClientPage title={t("client.map.title")} question={seen.length > 0 ? t("map.lead") : undefined} back="/mijn/over-mij" aloud={seen.map((contact) => `${contact.name}: ${t(`circles.circle.${fromCircle(contact)}`)}`)}>
      <Ready of={[contacts]}>
        {() => (
          <>
            {all.length === 0 ? (
              <Kind title={t("map.none")} text={t("map.noneText")} picture={WavingHand}><Doings>{search}{add}</Doings></Kind>
            ) : (
              <>
                <h2 className="visually-hidden">{t("client.map.note")}</h2>
                <Mine contacts={seen} />
                <Doings>{add}{search}</Doings>
                <h2>{t("map.mine")}</h2>
                <Doings>
                  <Doing href={`${here}/laten-zien`} words={t("map.whoSees")} picture={Eye} />
                  <Doing href={`${here}/bewaren`} words={t("map.keep.title")} note={t("map.keep.note")} picture={Camera} />
                  <Doing href={`${here}/toen`} words={t("map.then.title")} note={t("map.then.note")} picture={Calendar} />
                  <Doing href={`${here}/meenemen`} words={t("map.take.title")} note={t("map.take.note")} picture={Backpack} />
                </Doings>
              </>
            )}
            {hidden.length > 0 && (
              <section className={styles.section}>
                <h2>{t("map.hiddenTitle")}</h2>
                <p>{t("map.hiddenText")}</p>
                <Doings>{hidden.map((contact) => <Doing key={contact.id} href={`${here}/${contact.id}`} words={contact.name ?? ""} picture={Locked} />)}</Doings>
              </section>
            )}
            {all.length > 0 && <Doings single><Doing href={`${here}/wissen`} words={t("map.erase.title")} picture={CrossMark} /></Doings>}
          </>
        )}
      </Ready>
    </ClientPage>
  );
}

/** The drawing or the list; the last move stands below it, with the way back, until the next. */
function Mine({ contacts }: { contacts: readonly Contact[] }) {
  const t = useT();
  const go = useGo();
  const me = useMe();
  const queries = useQueryClient();
  const view = useNote("beeld") === "lijst" ? "list" : "drawing";
  const [last, setLast] = useState<{ id: string; from: Circle; words: string } | null>(null);
  const tell = useTell(
    ({ id, to }: { id: string; to: Circle }, requestId) =>
      answer(api.PATCH("/api/v1/contacts/{contact.id}", { params: { path: { "contact.id": id }, query: { requestId, updateMask: "circle" } }, body: { circle: toCircle(to) } })),
    "contacts",
  );
  const put = (id: string, to: Circle) => {
    queries.setQueryData<Contact[]>(contactsQuery(me).queryKey, (all) => all?.map((one) => (one.id === id ? { ...one, circle: toCircle(to) } : one)));
    tell.send({ id, to });
  };
  const move = (id: string, to: Circle) => {
    const before = contacts.find((one) => one.id === id);
    if (!before) return;
    setLast({ id, from: fromCircle(before), words: t("circles.moved", { name: before.name ?? "", circle: t(`circles.circle.${to}`) }) });
    put(id, to);
  };
  return (
    <>
      <Circles
        people={contacts.map((contact) => personOf(contact, isCategory(contact.category) ? t(`map.${contact.category}`) : undefined))}
        onSelect={(id) => go(`${here}/${id}`)}
        onMove={move}
        aloud
        how={t("map.how")}
        view={view}
        onView={(next) => go(next === "list" ? `${here}?beeld=lijst` : here, true)}
      />
      <ErrorNote problem={tell.problem} onRetry={tell.again} />
      {tell.waiting && <Waiting />}
      {last && (
        <div className={styles.ways}>
          <p>{last.words}</p>
          <button type="button" className={buttonClass("secondary")} onClick={() => { put(last.id, last.from); setLast(null); }}>{t("common.undo")}</button>
        </div>
      )}
    </>
  );
}
