/** What may the other see of me? One picture at a time; afterwards each on or off in one tap, and all of it taken back in one. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useDraft } from "@/app/draft";
import { cardFor, type CardPart, cardParts, makeCard, ownCardsQuery, type RegionalRequest, requestQuery, type SharedCard } from "@/app/region";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { ClientPage } from "@/client/ClientPage";
import { clientQuery, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useGo, usePart } from "@/client/go";
import { Ready } from "@/client/Kind";
import { useSoon } from "@/client/soon";
import { useTell } from "@/client/tell";
import { Thinking } from "@/client/Thinking";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import type { Drawing } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import { Calendar, HeartSuit, IdentificationCard, OpenHands, PeopleDialogue, RaisedHand, TelephoneReceiver, ThumbsUp } from "@/pictograms";
import { cardKey, planTakeBack } from "./no";
import { Pictures } from "./Pictures";
import { type Shown, useShown } from "./say";

const pictures: Record<CardPart, Drawing> = {
  CARD_PART_CALL_NAME: IdentificationCard, CARD_PART_INTERESTS: HeartSuit, CARD_PART_DAYPARTS: Calendar,
  CARD_PART_COMMUNICATION: PeopleDialogue, CARD_PART_SUPPORT_WORKER: TelephoneReceiver,
};

export function CardPage() {
  const t = useT();
  const me = useMe();
  const id = usePart("requestId");
  const request = useQuery(requestQuery(id));
  const cards = useQuery(ownCardsQuery(me));
  // What can be asked follows from what is known of me: before it is there no question stands, so that none changes under a finger.
  const known = useQuery(clientQuery(me));
  const [taken, setTaken] = useState<SharedCard | null>(null);
  const back = `/mijn/mensen/buurt/${id}`;
  if (!request.data || !cards.data || !known.data) {
    return <ClientPage title={t("nearby.choose")} back={back}><Ready of={[request, cards, known]}>{() => null}</Ready></ClientPage>;
  }
  if (taken) return <Taken card={taken} organisation={request.data.other?.name ?? ""} onAgain={() => setTaken(null)} />;
  const card = cardFor(cards.data, id);
  const take = () => {
    if (!card) return;
    planTakeBack(card);
    setTaken(card);
  };
  return card ? <MyCard request={request.data} card={card} onTake={take} /> : <OneByOne request={request.data} />;
}

/** My own things, as the other would see them. */
function useMine(): Record<CardPart, Shown[]> {
  const t = useT();
  const me = useQuery(clientQuery(useMe())).data;
  const say = useShown();
  return {
    CARD_PART_CALL_NAME: me?.givenName ? [{ key: "name", words: me.givenName, picture: IdentificationCard }] : [],
    CARD_PART_INTERESTS: say.likes(me?.profile?.interests),
    CARD_PART_DAYPARTS: say.days(me?.profile?.dayparts),
    CARD_PART_COMMUNICATION: say.way(me?.profile?.communication),
    CARD_PART_SUPPORT_WORKER: [{ key: "worker", words: t("nearby.worker"), picture: TelephoneReceiver }],
  };
}

function useMake(request: RegionalRequest) {
  const me = useMe();
  return useTell(
    (parts: CardPart[], requestId) => makeCard({ clientId: me, regionalRequestId: request.id ?? "", organisationId: request.other?.id ?? "", parts }, requestId),
    "region",
  );
}

/** Five small questions. Skipping one means no, and is fine. Kept while somebody is away. */
function OneByOne({ request }: { request: RegionalRequest }) {
  const t = useT();
  const go = useGo();
  const mine = useMine();
  const id = request.id ?? "";
  const [kept, setKept, forget] = useDraft<{ at: number; parts: CardPart[] }>(`card:${id}`, { at: 0, parts: [] });
  const [chosen, setChosen] = useState<("yes" | "no")[]>([]);
  const make = useMake(request);
  // What somebody told nothing about cannot be shown: it is not asked either.
  const asked = cardParts.filter((part) => mine[part].length > 0);
  const part = asked[Math.min(kept.at, asked.length - 1)] ?? "CARD_PART_CALL_NAME";
  const next = (yes: boolean) => {
    const parts = [...kept.parts.filter((one) => one !== part), ...(yes ? [part] : [])];
    setChosen([]);
    if (kept.at + 1 < asked.length) return setKept({ at: kept.at + 1, parts });
    make.send(parts, forget);
  };
  return (
    <QuestionPage
      question={t(`nearby.may.${part}`)}
      hint={t("nearby.mayHint")}
      back={`/mijn/mensen/buurt/${id}`}
      moment={part}
      place={{ n: kept.at + 1, total: asked.length }}
      above={<Pictures title={t("nearby.thenSees")} of={mine[part]} />}
      choices={[
        { value: "yes", words: t("common.yes"), picture: ThumbsUp },
        { value: "no", words: t("common.no"), picture: RaisedHand },
      ]}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => chosen[0] && next(chosen[0] === "yes")}
      onSkip={() => (kept.at > 0 || asked.length > 1 ? next(false) : go(`/mijn/mensen/buurt/${id}`))}
      busy={make.busy}
      waiting={make.waiting}
      problem={make.problem}
      onAgain={make.again}
    />
  );
}

/** What I show now: each thing on or off in one tap. */
function MyCard({ request, card, onTake }: { request: RegionalRequest; card: SharedCard; onTake: () => void }) {
  const t = useT();
  const mine = useMine();
  const make = useMake(request);
  const organisation = request.other?.name ?? "";
  const on = cardParts.filter((part) => card.parts?.includes(part));
  const seen = on.flatMap((part) => mine[part]);
  const met = request.state === "STATE_MET";
  return (
    <ClientPage title={t(met ? "nearby.card.now" : "nearby.card.later")} question={t("nearby.card.lead")} back={request.matchId ? `/mijn/mensen/${request.matchId}` : `/mijn/mensen/buurt/${request.id}`}>
      <Pictures title={t("nearby.card.sees", { organisation })} of={seen.length > 0 ? seen : [{ key: "nobody", words: t("nearby.someone"), picture: OpenHands }]} />
      <Doings>
        {cardParts.map((part) => (
          <Doing
            key={part}
            on={on.includes(part)}
            flag={t(on.includes(part) ? "map.share.yes" : "map.share.no")}
            words={t(`nearby.part.${part}`)}
            picture={pictures[part]}
            onPress={() => make.send(on.includes(part) ? on.filter((one) => one !== part) : cardParts.filter((one) => one === part || on.includes(one)))}
            busy={make.busy}
          />
        ))}
      </Doings>
      <ErrorNote problem={make.problem} onRetry={make.again} />
      {make.waiting && <Waiting />}
      <Doings single><Doing words={t("nearby.card.take")} note={t(met ? "nearby.card.takeMet" : "nearby.card.takeNote")} picture={RaisedHand} tone="rose" onPress={onTake} /></Doings>
    </ClientPage>
  );
}

function Taken({ card, organisation, onAgain }: { card: SharedCard; organisation: string; onAgain: () => void }) {
  const t = useT();
  const key = cardKey(card.regionalRequestId ?? "");
  useSoon(key);
  return (
    <Thinking
      planned={key}
      title={t("nearby.taken")}
      sentences={[t("nearby.taken1", { organisation }), t("nearby.taken2")]}
      picture={OpenHands}
      back="/mijn/mensen"
      again={t("nearby.takenAgain")}
      onAgain={onAgain}
      then="/mijn/mensen"
    />
  );
}
