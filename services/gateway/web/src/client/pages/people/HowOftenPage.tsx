/** How often would you like to meet? In pictures; the other does not see it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { matchQuery, useMe } from "@/client/data";
import { useGo, usePart } from "@/client/go";
import { useT } from "@/i18n/client";
import { useExpect } from "./expect";
import { useRhythm } from "./rhythm";

type Rhythm = ReturnType<typeof useRhythm>[number]["value"];

export function HowOftenPage() {
  const t = useT();
  const me = useMe();
  const go = useGo();
  const id = usePart("matchId");
  const back = `/mijn/mensen/${id}`;
  const match = useQuery(matchQuery(id));
  const mine = match.data?.talk?.expectations?.find((own) => own.clientId === me);
  const choices = useRhythm();
  const [picked, setPicked] = useState<Rhythm[] | null>(null);
  const chosen = picked ?? choices.map((choice) => choice.value).filter((value) => value === mine?.rhythm);
  const expect = useExpect(id);
  return (
    <QuestionPage
      question={t("meeting.hope.often")}
      hint={t("meeting.hope.private")}
      back={back}
      choices={choices}
      chosen={chosen}
      onChoose={setPicked}
      onNext={() => chosen[0] && expect.send({ rhythm: chosen[0], words: mine?.words ?? "" }, () => go(`${back}/wat-hoop-je`))}
      onSkip={() => go(back)}
      busy={expect.busy}
      waiting={expect.waiting}
      problem={expect.problem}
      onAgain={expect.again}
    />
  );
}
