/** What the club may know of me, when somebody brings me there. I choose, and nothing is fine too. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { ClientPage } from "@/client/ClientPage";
import { Doing, Doings } from "@/client/Doing";
import { usePart } from "@/client/go";
import { Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { useT } from "@/i18n/client";
import { Calendar, PeopleDialogue } from "@/pictograms";
import { type Introduction, introductionQuery } from "./data";
import { notePictures } from "./pictures";

type Note = keyof typeof notePictures;
const notes = Object.keys(notePictures) as Note[];

export function TellClubPage() {
  const t = useT();
  const id = usePart("activityId");
  const introduction = useQuery(introductionQuery(id));
  if (!introduction.data) return <ClientPage title={t("along.club.tell")} back={`/mijn/eropuit/${id}`}><Ready of={[introduction]}>{() => null}</Ready></ClientPage>;
  return <Choosing id={id} before={introduction.data} />;
}

function Choosing({ id, before }: { id: string; before: Introduction }) {
  const t = useT();
  const back = `/mijn/eropuit/${id}`;
  const [chosen, setChosen] = useState<Note[]>(notes.filter((one) => before.notes?.includes(one)));
  const [told, setTold] = useState<Note[] | null>(null);
  const tell = useTell(
    (said: Note[], requestId) => answer(api.POST("/api/v1/introductions/{id}:tell", { params: { path: { id } }, body: { notes: said, words: before.words, agreed: true, requestId } })),
    "introductions",
  );
  const send = (said: Note[]) => tell.send(said, () => setTold(said));
  if (told) {
    return (
      <Told
        title={told.length > 0 ? t("along.club.tell.done") : t("along.club.tell.none")}
        sentences={[...told.map((one) => t(`along.club.${one}`)), t("along.said.change")]}
        picture={PeopleDialogue}
        back={back}
      >
        <Doings><Doing href={back} words={t("along.toSee")} picture={Calendar} tone="leaf" /></Doings>
      </Told>
    );
  }
  return (
    <QuestionPage<Note>
      question={t("along.club.tell")}
      hint={t("along.club.tell.hint")}
      back={back}
      several
      many
      choices={notes.map((value) => ({ value, words: t(`along.club.${value}`), picture: notePictures[value] }))}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => send(chosen)}
      onSkip={() => send([])}
      busy={tell.busy}
      waiting={tell.waiting}
      problem={tell.problem}
      onAgain={tell.again}
    />
  );
}
