/** I want to talk: to whom, or something is not safe. Two tiles. */
import { BigTile } from "@/design/BigTile";
import { ClientPage } from "@/client/ClientPage";
import { useT } from "@/i18n/client";
import { PeopleDialogue, Umbrella } from "@/pictograms";
import styles from "@/client/kit.module.css";

export function TalkPage() {
  const t = useT();
  return (
    <ClientPage title={t("client.tile.talk")}>
      <div className={styles.two}>
        <BigTile href="/mijn/praten/met" words={t("client.talk.want")} pictogram={PeopleDialogue} pool="leaf" />
        <BigTile href="/mijn/praten/niet-veilig" words={t("client.talk.unsafe")} pictogram={Umbrella} pool="rose" />
      </div>
    </ClientPage>
  );
}
