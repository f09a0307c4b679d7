/** In a match with somebody of another organisation: what they let me see, in pictures, and what they see of me. */
import { useQuery } from "@tanstack/react-query";
import { otherCardQuery } from "@/app/region";
import { type Match, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import kit from "@/client/kit.module.css";
import { useT } from "@/i18n/client";
import { Eye, TelephoneReceiver } from "@/pictograms";
import { Pictures } from "./Pictures";
import { useShown } from "./say";

export function AcrossCard({ match, name }: { match: Match; name: string }) {
  const t = useT();
  const say = useShown();
  const requestId = match.elsewhere?.regionalRequestId ?? "";
  const card = useQuery(otherCardQuery(useMe(), requestId)).data;
  const told = card ? [...say.likes(card.interests), ...say.days(card.dayparts), ...say.way(card.communication)] : [];
  if (card?.supportWorkerName) told.push({ key: "worker", words: card.supportWorkerName, picture: TelephoneReceiver });
  return (
    <section className={kit.section}>
      <Pictures title={t("nearby.otherShows", { name })} of={told} />
      <Doings>
        <Doing href={`/mijn/mensen/buurt/${requestId}/laten-zien`} words={t("nearby.otherSees", { name })} note={t("nearby.otherSeesNote")} picture={Eye} tone="lilac" />
      </Doings>
    </section>
  );
}
