/** My map to take along, on paper: the drawing and the same as a list. Who is hidden is not on it. */
import { useQuery } from "@tanstack/react-query";
import { ClientPage } from "@/client/ClientPage";
import { contactsQuery, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Ready } from "@/client/Kind";
import { CircleList } from "@/design/CircleList";
import { CircleMap } from "@/design/CircleMap";
import { useT } from "@/i18n/client";
import { Backpack } from "@/pictograms";
import { isCategory } from "../me/contact";
import styles from "./map.module.css";
import { personOf } from "./place";

export function TakePage() {
  const t = useT();
  const contacts = useQuery(contactsQuery(useMe()));
  const people = (contacts.data ?? [])
    .filter((contact) => !contact.hidden)
    .map((contact) => personOf(contact, isCategory(contact.category) ? t(`map.${contact.category}`) : undefined));
  return (
    <ClientPage title={t("client.map.title")} back="/mijn/over-mij/kaart">
      <Ready of={[contacts]}>
        {() => (
          <>
            <div className="no-print"><Doings single><Doing words={t("common.print")} note={t("map.take.lead")} picture={Backpack} tone="leaf" onPress={() => window.print()} /></Doings></div>
            <div className={styles.paper}>
              <h2 className="visually-hidden">{t("client.map.note")}</h2>
              <CircleMap owner={t("circles.me")} people={people} most={620} />
              <CircleList people={people} aloud />
            </div>
          </>
        )}
      </Ready>
    </ClientPage>
  );
}
