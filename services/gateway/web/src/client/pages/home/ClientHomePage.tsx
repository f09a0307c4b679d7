/** Five tiles, no more: what somebody comes here for. */
import { useSession } from "@/api/session";
import { BigTile } from "@/design/BigTile";
import { ClientPage } from "@/client/ClientPage";
import { useT } from "@/i18n/client";
import { Bicycle, PeopleHoldingHands, Person, PersonRaisingHand, SmilingFaceWithSmilingEyes } from "@/pictograms";
import styles from "./ClientHomePage.module.css";

export function ClientHomePage() {
  const t = useT();
  const name = useSession().data?.name?.split(" ")[0];
  return (
    <ClientPage home title={name ? t("client.hello", { name }) : t("client.helloNobody")} question={t("client.whatNow")}>
      <div className={styles.tiles}>
        <BigTile href="/mijn/mensen" words={t("client.tile.people")} pictogram={PeopleHoldingHands} pool="apricot" />
        <BigTile href="/mijn/eropuit" words={t("client.tile.going")} pictogram={Bicycle} pool="leaf" />
        <BigTile href="/mijn/hoe-gaat-het" words={t("client.tile.feeling")} pictogram={SmilingFaceWithSmilingEyes} pool="sky" />
        <BigTile href="/mijn/praten" words={t("client.tile.talk")} pictogram={PersonRaisingHand} pool="rose" />
        <BigTile href="/mijn/over-mij" words={t("client.tile.me")} pictogram={Person} pool="lilac" />
      </div>
    </ClientPage>
  );
}
