/** A wish in the client's own words, or as the picture they chose. */
import { useNamedPictogram } from "@/app/named-pictogram";
import { Pictogram } from "@/design/Pictogram";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import type { Wish } from "./queries";
import styles from "./matches.module.css";

export function WishQuote({ wish, level = 2 }: { wish: Wish; level?: 2 | 3 }) {
  const t = useT();
  const nameOf = useNames([wish.clientId]);
  const picture = useNamedPictogram(wish.picture);
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={styles.wish}>
      {picture && <Pictogram of={picture} size="5rem" plate />}
      <div className={styles.wishWords}>
        <Heading className={styles.label}>{t("matches.wish.of", { name: nameOf(wish.clientId, true) })}</Heading>
        {wish.ownWords ? <p className={styles.quote}>{wish.ownWords}</p> : <p>{t("matches.wish.picture")}</p>}
      </div>
    </section>
  );
}
