/** Somebody of the neighbourhood comes along with me: who they are, and never their name. */
import { useState } from "react";
import { answer, api } from "@/api/client";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { useMe } from "@/client/data";
import { useGo, usePart } from "@/client/go";
import { useTell } from "@/client/tell";
import { capital } from "@/client/words";
import { useT } from "@/i18n/client";
import { BustsInSilhouette, Family, Handshake, Houses, HouseWithGarden, PeopleHugging, Person } from "@/pictograms";

const words = ["buurvrouw", "buurman", "vriendin", "vriend", "familie", "vrijwilliger", "iemand"] as const;
type Word = (typeof words)[number];
const pictures = {
  buurvrouw: HouseWithGarden, buurman: Houses, vriendin: PeopleHugging, vriend: BustsInSilhouette, familie: Family, vrijwilliger: Handshake, iemand: Person,
} as const;

export function CitizenPage() {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const id = usePart("activityId");
  const back = `/mijn/eropuit/${id}`;
  const [chosen, setChosen] = useState<Word[]>([]);
  const bring = useTell(
    (word: Word, requestId) => answer(api.POST("/api/v1/activities/{activity_id}:bring", { params: { path: { activity_id: id } }, body: { clientId: me, word, requestId } })),
    "along",
  );
  return (
    <QuestionPage<Word>
      question={t("along.citizen.question")}
      hint={t("along.citizen.hint")}
      back={back}
      many
      choices={words.map((value) => ({ value, words: capital(t(`along.citizen.${value}`)), picture: pictures[value] }))}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => chosen[0] && bring.send(chosen[0], () => go(back))}
      onSkip={() => go(back)}
      busy={bring.busy}
      waiting={bring.waiting}
      problem={bring.problem}
      onAgain={bring.again}
    />
  );
}
