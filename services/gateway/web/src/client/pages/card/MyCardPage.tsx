/** My card: whether it works, my pictures, which devices remember me, and what if I lost it. */
import { useQuery } from "@tanstack/react-query";
import { forgetDevice, rememberDevice } from "@/api/card";
import { useSession } from "@/api/session";
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import { Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { IdentificationCard, Laptop, MobilePhone, PuzzlePiece, QuestionMark, SleepingFace } from "@/pictograms";
import { Told } from "./Begin";
import { cardsQuery, deviceQuery, forgetLoginDevice, type LoginCard } from "./queries";

export function MyCardPage() {
  const t = useT();
  const me = useSession().data;
  const cards = useQuery(cardsQuery(me?.person ?? ""));
  const device = useQuery(deviceQuery);
  return (
    <ClientPage title={t("card.mine.title")} back="/mijn/over-mij">
      <Ready of={[cards, device]}>
        {() => <Mine cards={cards.data} here={device.data?.remembered === true} byCard={me?.method === "card"} />}
      </Ready>
    </ClientPage>
  );
}

interface MineProps {
  cards: { cards?: LoginCard[]; hasPictures?: boolean; possible?: boolean } | undefined;
  here: boolean;
  byCard: boolean;
}

function Mine({ cards, here, byCard }: MineProps) {
  const t = useT();
  const card = cards?.cards?.find(({ state }) => state !== "STATE_WITHDRAWN");
  const rests = card?.state === "STATE_RESTS";
  const remember = useTell((_: "remember") => rememberDevice(), "loginCards");
  const forget = useTell((_: "forget") => forgetDevice(), "loginCards");
  const forgetOther = useTell((id: string, once) => forgetLoginDevice(id, once), "loginCards");
  const problem = remember.problem ?? forget.problem ?? forgetOther.problem;
  const again = remember.problem ? remember.again : forget.problem ? forget.again : forgetOther.again;
  const state = !cards?.possible ? t("card.mine.off") : !card ? t("card.mine.noCard") : t(rests ? "card.mine.rests" : "card.mine.works");
  // This device is told by its own switch; the others by their names.
  const others = (card?.devices ?? []).slice(here ? 1 : 0);
  return (
    <>
      <Told picture={rests ? SleepingFace : IdentificationCard} sentences={[state]} />
      {cards?.possible && (
        <Doings single>
          <Doing
            href="/mijn/kaart/plaatjes"
            tone="leaf"
            picture={PuzzlePiece}
            words={t(cards.hasPictures ? "card.mine.pictures" : "card.mine.picturesFirst")}
            note={t("card.mine.picturesNote")}
          />
          {here && <Doing on flag={t("card.mine.yes")} picture={MobilePhone} words={t("card.mine.remembers")} note={t("card.mine.remembersNote")} onPress={() => forget.send("forget")} busy={forget.busy} />}
          {!here && card && byCard && <Doing on={false} flag={t("card.mine.no")} picture={MobilePhone} words={t("card.mine.remember")} note={t("card.mine.rememberNote")} onPress={() => remember.send("remember")} busy={remember.busy} />}
          {others.map(({ id, words }) => (
            <Doing key={id} picture={Laptop} words={t("card.mine.device", { device: words || t("card.mine.deviceUnknown") })} note={t("card.mine.deviceNote")} onPress={() => forgetOther.send(id ?? "")} busy={forgetOther.busy} />
          ))}
          {card && <Doing href="/mijn/kaart/kwijt" picture={QuestionMark} words={t("card.mine.lost")} note={t("card.mine.lostNote")} />}
        </Doings>
      )}
      <ErrorNote problem={problem} onRetry={again} />
    </>
  );
}
