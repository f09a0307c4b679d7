/** My wishes: what I want, in a picture and, if I like, in words. */
import { useQuery } from "@tanstack/react-query";
import { ClientPage } from "@/client/ClientPage";
import { useMe, type Wish, wishesQuery } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Add } from "@/client/drawings";
import { Kind, Ready } from "@/client/Kind";
import { drawingNamed } from "@/client/pictures";
import styles from "@/client/kit.module.css";
import { useT } from "@/i18n/client";
import { Star } from "@/pictograms";
import { useSayWish } from "./say-wish";

const isOpen = (wish: Wish) => wish.state === "STATE_OPEN" || wish.state === "STATE_TAKEN_UP";

export function WishesPage() {
  const t = useT();
  const wishes = useQuery(wishesQuery(useMe()));
  const open = (wishes.data ?? []).filter(isOpen);
  const before = (wishes.data ?? []).filter((wish) => !isOpen(wish));
  const add = <Doing href="/mijn/over-mij/wensen/nieuw/wat" words={t("map.wish.new")} picture={Add} tone="leaf" />;
  return (
    <ClientPage title={t("client.wish.title")} back="/mijn/over-mij">
      <Ready of={[wishes]}>
        {() => (
          <>
            {open.length === 0 ? (
              <Kind title={t("map.wish.none")} text={t("map.wish.noneText")} picture={Star}><Doings single>{add}</Doings></Kind>
            ) : (
              <Doings>{open.map((wish) => <OneWish key={wish.id} wish={wish} />)}{add}</Doings>
            )}
            {before.length > 0 && (
              <section className={styles.section}>
                <h2>{t("map.wish.before")}</h2>
                <Doings>{before.map((wish) => <OneWish key={wish.id} wish={wish} />)}</Doings>
              </section>
            )}
          </>
        )}
      </Ready>
    </ClientPage>
  );
}

function OneWish({ wish }: { wish: Wish }) {
  const t = useT();
  const state = wish.state === "STATE_FULFILLED" ? t("map.wish.cameTrue") : wish.state === "STATE_LET_GO" ? t("map.wish.letGone") : wish.state === "STATE_TAKEN_UP" ? t("map.wish.takenUp") : undefined;
  return (
    <Doing
      href={`/mijn/over-mij/wensen/${wish.id}`}
      words={useSayWish()(wish)}
      note={state}
      picture={drawingNamed(wish.picture) ?? Star}
      tone={isOpen(wish) ? "apricot" : "plain"}
    />
  );
}
