/** A lost card stops in one tap; what it means is said before. */
import { useQuery } from "@tanstack/react-query";
import { useSession } from "@/api/session";
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import { Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Told as Done } from "@/client/Told";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { HouseWithGarden, IdentificationCard, RaisedHand, WavingHand } from "@/pictograms";
import { Told } from "./Begin";
import { cardsQuery, type LoginCard, withdrawCard } from "./queries";

export function LoseCardPage() {
  const t = useT();
  const cards = useQuery(cardsQuery(useSession().data?.person ?? ""));
  // Read again only by who goes on: the card may have been what opened this very session.
  const stop = useTell((card: LoginCard, once) => withdrawCard(card, once));
  const card = cards.data?.cards?.find(({ state }) => state !== "STATE_WITHDRAWN");
  if (stop.said) {
    return (
      <Done title={t("card.lose.done")} sentences={[t("card.lose.done2"), t("card.lose.done3")]} picture={IdentificationCard} back="/mijn/kaart">
        <Doings single><Doing picture={HouseWithGarden} words={t("card.lose.start")} onPress={() => window.location.assign("/mijn")} /></Doings>
      </Done>
    );
  }
  return (
    <ClientPage title={t("card.lose.title")} question={t("card.lose.question")} back="/mijn/kaart" aloud={[t("card.lose.why"), t("card.lose.yes"), t("card.lose.no")]}>
      <Ready of={[cards]}>
        {() => (
          <>
            <Told picture={IdentificationCard} sentences={[card ? t("card.lose.why") : t("card.mine.noCard")]} />
            <Doings single>
              {card && <Doing tone="apricot" picture={RaisedHand} words={t("card.lose.yes")} note={t("card.lose.yesNote")} onPress={() => stop.send(card)} busy={stop.busy} />}
              <Doing href="/mijn/kaart" picture={WavingHand} words={t("card.lose.no")} />
            </Doings>
            <ErrorNote problem={stop.problem} onRetry={stop.again} />
          </>
        )}
      </Ready>
    </ClientPage>
  );
}
