/** It is coming to its end, and that is a normal thing (M-14): thanks, and the question what next. */
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { useT } from "@/i18n/client";
import { HeartHands, Seedling } from "@/pictograms";
import { Card, type MatchFrame } from "./Acquainted";
import { useNext } from "./next";

export function Closing({ match, name }: MatchFrame) {
  const t = useT();
  const me = useMe();
  const mine = match.ending?.care?.find((care) => care.clientId === me)?.next;
  const said = useNext().find((choice) => choice.value === mine);
  return (
    <ClientPage title={name} question={t("client.people.state.closing")} back="/mijn/mensen">
      <Card title={t("client.closing.thanks")} text={match.ending?.neutralWords || t("client.closing.text")} picture={HeartHands} />
      <Doings single>
        <Doing href={`/mijn/mensen/${match.id}/hierna`} words={t("client.closing.next")} note={said?.words} picture={said?.picture ?? Seedling} tone="leaf" />
      </Doings>
    </ClientPage>
  );
}
