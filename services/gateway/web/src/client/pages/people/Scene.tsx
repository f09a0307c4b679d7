/** Who would meet: me, the others, and what I wished for. A picture first; the words below it are few. */
import { useQuery } from "@tanstack/react-query";
import { type Match, useMe, wishesQuery } from "@/client/data";
import { drawingNamed } from "@/client/pictures";
import { useSession } from "@/api/session";
import { Initials } from "@/design/Initials";
import { Pictogram } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import { Handshake } from "@/pictograms";
import styles from "./people.module.css";

export function Scene({ match, names }: { match: Match; names: readonly string[] }) {
  const t = useT();
  const me = useMe();
  const myName = useSession().data?.name?.split(" ")[0] ?? "";
  // Only my own wish comes along: nobody sees another's.
  const wish = useQuery({ ...wishesQuery(me), enabled: !!match.wishId }).data?.find((one) => one.id === match.wishId);
  const picture = drawingNamed(wish?.picture);
  return (
    <div className={styles.scene}>
      <figure className={styles.somebody}>
        <Initials name={myName} size="clamp(4.5rem, 22vw, 7rem)" />
        <figcaption>{t("meeting.you")}</figcaption>
      </figure>
      <Pictogram of={picture ?? Handshake} size="clamp(4rem, 18vw, 6rem)" plate />
      {names.map((name, index) => (
        <figure key={index} className={styles.somebody}>
          <Initials name={name} size="clamp(4.5rem, 22vw, 7rem)" />
          <figcaption>{name}</figcaption>
        </figure>
      ))}
    </div>
  );
}
