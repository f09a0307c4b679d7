/** Five tiles, no more: what somebody comes here for. */
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useSession } from "@/api/session";
import { BigTile } from "@/design/BigTile";
import { ClientPage } from "@/client/ClientPage";
import { waitsForClient } from "@/app/region";
import { evaluationsQuery, matchesQuery, useMe } from "@/client/data";
import { useAsked } from "@/client/pages/nearby/asked";
import { Offer } from "@/client/pages/tour/routes";
import { talksQuery } from "@/client/pages/talk/data";
import { asks } from "@/client/pages/people/state";
import { useT } from "@/i18n/client";
import { Bicycle, PeopleHoldingHands, Person, PersonRaisingHand, SmilingFaceWithSmilingEyes } from "@/pictograms";
import styles from "./ClientHomePage.module.css";

// Not on the first load: the tiles are what somebody comes for.
const Soon = lazy(async () => ({ default: (await import("./Soon")).Soon }));

export function ClientHomePage() {
  const t = useT();
  const me = useMe();
  // Only what waits for an answer, and quietly: no answer here is fine too.
  const question = useQuery(matchesQuery).data?.some((match) => asks(match, me));
  const nearby = useAsked().some(waitsForClient);
  const lookBack = useQuery(evaluationsQuery).data?.some((one) => !one.reflections?.some((own) => own.clientId === me));
  const seen = useQuery(talksQuery).data?.some((talk) => talk.state === "STATE_SEEN");
  const name = useSession().data?.name?.split(" ")[0];
  return (
    <ClientPage home title={name ? t("client.hello", { name }) : t("client.helloNobody")} question={t("client.whatNow")}>
      <div className={styles.tiles}>
        <BigTile href="/mijn/mensen" words={t("client.tile.people")} pictogram={PeopleHoldingHands} pool="apricot" note={question || nearby ? t("client.people.question") : undefined} />
        <BigTile href="/mijn/eropuit" words={t("client.tile.going")} pictogram={Bicycle} pool="leaf" />
        <BigTile href="/mijn/hoe-gaat-het" words={t("client.tile.feeling")} pictogram={SmilingFaceWithSmilingEyes} pool="sky" note={lookBack ? t("client.feeling.lead") : undefined} />
        <BigTile href="/mijn/praten" words={t("client.tile.talk")} pictogram={PersonRaisingHand} pool="rose" note={seen ? t("client.talk.seen") : undefined} />
        <BigTile href="/mijn/over-mij" words={t("client.tile.me")} pictogram={Person} pool="lilac" />
      </div>
      <Suspense fallback={null}><Soon /></Suspense>
      <Suspense fallback={null}><Offer /></Suspense>
    </ClientPage>
  );
}
