/** About me: everything here is mine. */
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import { useT } from "@/i18n/client";
import { Eye, FlexedBiceps, Footprints, HeartSuit, IdentificationCard, Key, OpenBook, PeopleHoldingHands, Person, Star, WorldMap } from "@/pictograms";
import { RemindLink } from "../remind/RemindLink";
import { ForgetLink } from "../forget/ForgetLink";
import { AppLink } from "../post/AppLink";
import { KnownLink } from "./KnownLink";

export function MePage() {
  const t = useT();
  return (
    <ClientPage title={t("client.tile.me")} question={t("client.me.lead")}>
      <Doings>
        <Doing href="/mijn/over-mij/wensen" words={t("client.wish.title")} note={t("client.wish.note")} picture={Star} tone="apricot" />
        <Doing href="/mijn/over-mij/stappen" words={t("steps.title")} note={t("steps.note")} picture={Footprints} tone="leaf" />
        <Doing href="/mijn/over-mij/kaart" words={t("client.map.title")} note={t("client.map.note")} picture={WorldMap} tone="sky" />
        <Doing href="/mijn/over-mij/leuk" words={t("client.like.title")} note={t("client.like.note")} picture={HeartSuit} tone="rose" />
        <Doing href="/mijn/over-mij/goed" words={t("client.good.title")} note={t("client.good.note")} picture={FlexedBiceps} tone="leaf" />
        <Doing href="/mijn/over-mij/delen" words={t("client.share.title")} note={t("client.share.note")} picture={Eye} tone="lilac" />
        <Doing href="/mijn/over-mij/netwerker" words={t("client.networker.title")} note={t("client.networker.note")} picture={PeopleHoldingHands} tone="apricot" />
        <RemindLink />
        <Doing href="/mijn/over-mij/verhalen" words={t("client.stories.title")} note={t("client.stories.note")} picture={OpenBook} tone="sky" />
        <KnownLink />
        <Doing href="/mijn/over-mij/gegevens" words={t("mydata.title")} note={t("mydata.note")} picture={IdentificationCard} tone="sky" />
        <Doing href="/mijn/wie-keek" words={t("looks.title")} note={t("looks.note")} picture={Person} tone="apricot" />
        <Doing href="/mijn/kaart" words={t("card.mine.title")} note={t("card.mine.note")} picture={Key} tone="leaf" />
        <AppLink />
        <ForgetLink />
      </Doings>
    </ClientPage>
  );
}
