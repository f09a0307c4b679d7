/** I want to talk: to whom, or something is not safe. Two tiles; below them what I asked, and whether somebody saw it. */
import { useQuery } from "@tanstack/react-query";
import { BigTile } from "@/design/BigTile";
import { ClientPage } from "@/client/ClientPage";
import { useT } from "@/i18n/client";
import { PersonRaisingHand, Umbrella } from "@/pictograms";
import styles from "@/client/kit.module.css";
import { AskedTalks } from "./AskedTalks";
import { ownConcernsQuery } from "./data";
import { MyConcern } from "./MyConcern";

export function TalkPage() {
  const t = useT();
  const concern = useQuery(ownConcernsQuery).data?.[0];
  return (
    <ClientPage title={t("talk.what")}>
      <AskedTalks />
      <div className={styles.two}>
        <BigTile href="/mijn/praten/met" words={t("client.talk.want")} pictogram={PersonRaisingHand} pool="leaf" />
        <BigTile href="/mijn/praten/niet-veilig" words={t("client.talk.unsafe")} pictogram={Umbrella} pool="rose" />
      </div>
      {concern && <MyConcern concern={concern} />}
    </ClientPage>
  );
}
