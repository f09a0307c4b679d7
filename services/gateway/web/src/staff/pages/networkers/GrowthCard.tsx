/** What the networker shares of their own growth page. It is theirs: nobody assesses, and nobody sees what they keep. */
import { useQuery } from "@tanstack/react-query";
import { Card } from "@/design/Card";
import { QueryView } from "@/design/QueryView";
import { useT } from "@/i18n/staff";
import styles from "./networkers.module.css";
import { growthOf, type GrowthNote, type Networker } from "./queries";

const kinds = ["KIND_LEARNED", "KIND_ENJOY", "KIND_WANT_TO_TRY", "KIND_PROUD"] as const;

export function GrowthCard({ networker, name }: { networker: Networker; name: string }) {
  const t = useT();
  const notes = useQuery(growthOf(networker.id ?? ""));
  const has = kinds.filter((kind) => notes.data?.some((note) => note.kind === kind));
  const rest = (notes.data ?? []).filter((note) => !kinds.some((kind) => kind === note.kind));
  if (networker.state === "STATE_IDEA" || networker.state === "STATE_APPROACHED") return null;
  return (
    <Card title={t("networkers.growth", { name })} note={t("networkers.growth.own", { name })}>
      <QueryView query={notes} empty={<p className="soft">{t("networkers.growth.none", { name })}</p>}>
        {(all) => (
          <dl className={styles.facts}>
            {has.map((kind) => (
              <div key={kind}><dt>{t(`networkers.growth.${kind}`)}</dt>{all.filter((note) => note.kind === kind).map((note) => <Line key={note.id} note={note} />)}</div>
            ))}
            {rest.length > 0 && <div><dt>{t("networkers.growth.other")}</dt>{rest.map((note) => <Line key={note.id} note={note} />)}</div>}
          </dl>
        )}
      </QueryView>
    </Card>
  );
}

function Line({ note }: { note: GrowthNote }) {
  const t = useT();
  return <dd>{note.words || t("networkers.growth.picture")}</dd>;
}
