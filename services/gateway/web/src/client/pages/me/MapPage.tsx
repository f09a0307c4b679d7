/** The people around me: drawn in circles, or the same as a list. Tapping somebody opens them. */
import { useQuery } from "@tanstack/react-query";
import { ClientPage } from "@/client/ClientPage";
import { contactsQuery, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Add } from "@/client/drawings";
import { useGo } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import styles from "@/client/kit.module.css";
import { Circles } from "@/design/Circles";
import { useT } from "@/i18n/client";
import { Eye, Locked, WavingHand } from "@/pictograms";
import { isCategory, ring } from "./contact";

export function MapPage() {
  const t = useT();
  const go = useGo();
  const contacts = useQuery(contactsQuery(useMe()));
  const open = (id: string) => go(`/mijn/over-mij/kaart/${id}`);
  const add = <Doing href="/mijn/over-mij/kaart/nieuw" words={t("client.map.add")} picture={Add} tone="leaf" />;
  const seen = (contacts.data ?? []).filter((contact) => !contact.hidden);
  const hidden = (contacts.data ?? []).filter((contact) => contact.hidden);
  return (
    <ClientPage title={t("client.map.title")} question={seen.length > 0 ? t("client.map.lead") : undefined} back="/mijn/over-mij">
      <Ready of={[contacts]}>
        {() => (
          <>
            {seen.length + hidden.length === 0 ? (
              <Kind title={t("client.map.none")} text={t("client.map.noneText")} picture={WavingHand}><Doings single>{add}</Doings></Kind>
            ) : (
              <>
                <h2 className="visually-hidden">{t("client.map.note")}</h2>
                <Circles
                  people={seen.map((contact) => ({
                    id: contact.id ?? "",
                    name: contact.name ?? "",
                    ring: ring(contact),
                    kind: isCategory(contact.category) ? t(`client.map.${contact.category}`) : undefined,
                  }))}
                  onSelect={open}
                />
                <Doings>
                  {add}
                  <Doing href="/mijn/over-mij/delen" words={t("client.map.whoSees")} picture={Eye} />
                </Doings>
              </>
            )}
            {hidden.length > 0 && (
              <section className={styles.section}>
                <h2>{t("client.map.hiddenTitle")}</h2>
                <p>{t("client.map.hiddenText")}</p>
                <Doings>{hidden.map((contact) => <Doing key={contact.id} href={`/mijn/over-mij/kaart/${contact.id}`} words={contact.name ?? ""} picture={Locked} />)}</Doings>
              </section>
            )}
          </>
        )}
      </Ready>
    </ClientPage>
  );
}
