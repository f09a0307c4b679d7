/** Who my support workers are, by their given names. */
import { useQuery } from "@tanstack/react-query";
import { ClientPage } from "@/client/ClientPage";
import { clientQuery, useMe } from "@/client/data";
import { Kind, Ready } from "@/client/Kind";
import styles from "@/client/kit.module.css";
import { Initials } from "@/design/Initials";
import { ReadAloud } from "@/design/ReadAloud";
import { useT } from "@/i18n/client";
import { useWorkerNames } from "@/names/names";
import { PersonRaisingHand } from "@/pictograms";

export function WhoPage() {
  const t = useT();
  const client = useQuery(clientQuery(useMe()));
  const ids = client.data?.supportWorkerIds ?? [];
  const nameOf = useWorkerNames(ids);
  const names = ids.map((id) => nameOf(id, true));
  return (
    <ClientPage title={t("client.talk.want")} question={ids.length > 0 ? t("client.talk.these") : undefined} back="/mijn/praten" aloud={names}>
      <Ready of={[client]}>
        {() =>
          ids.length === 0 ? (
            <Kind title={t("client.talk.nobody")} text={t("client.talk.nobodyText")} picture={PersonRaisingHand} />
          ) : (
            <>
              <ul className={`plain-list ${styles.faces}`}>
                {names.map((name, index) => (
                  <li key={ids[index]} className={styles.face}><Initials name={name} size="6rem" /><strong>{name}</strong><ReadAloud text={name} /></li>
                ))}
              </ul>
              <p className={styles.large}>{t("client.talk.how")}</p>
              <p className={styles.large}>{t("client.talk.how2")}</p>
            </>
          )
        }
      </Ready>
    </ClientPage>
  );
}
