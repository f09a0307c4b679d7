/** "This is not right": of which thing, which line of it, and in words if one likes. Somebody who guides me looks at it. */
import { useState } from "react";
import { answer, api } from "@/api/client";
import { type Field, type Item, itemsOf, labelOf, saidIn, type Section, wordsOf } from "@/app/personal-data";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { TextPage } from "@/client/ask/TextPage";
import { ClientPage } from "@/client/ClientPage";
import { useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { usePart } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import { useTell } from "@/client/tell";
import { Told } from "@/client/Told";
import { useT } from "@/i18n/client";
import { HouseWithGarden, OpenBook, PersonRaisingHand, QuestionMark, Seedling } from "@/pictograms";
import { useDocument } from "./data";
import { headOf, linePicture, plainLines } from "./lines";
import { list } from "./SubjectsPage";
import { ThingMark } from "./Thing";

export function WrongPage() {
  const t = useT();
  const key = usePart("subject");
  const { document } = useDocument();
  const section = document.data?.sections?.find((one) => one.key === key);
  if (section && itemsOf(section).length > 0) return <Ways section={section} />;
  return <ClientPage title={t("mydata.wrong")} back={list}><Ready of={[document]}>{() => <Kind title={t("mydata.nothing")} picture={Seedling} />}</Ready></ClientPage>;
}

/** Question by question; what was chosen stays when one goes back. */
function Ways({ section }: { section: Section }) {
  const items = itemsOf(section);
  const [item, setItem] = useState<Item | undefined>(items.length === 1 ? items[0] : undefined);
  const [field, setField] = useState<Field>();
  const subject = `${list}/${section.key}`;
  if (!item) return <WhichThing section={section} onItem={setItem} back={subject} />;
  if (!field) return <WhichLine key={item.id} section={section} item={item} onField={setField} back={subject} />;
  return <HowItIs section={section} item={item} field={field} back={subject} />;
}

function WhichThing({ section, onItem, back }: { section: Section; onItem: (item: Item) => void; back: string }) {
  const t = useT();
  const [chosen, setChosen] = useState<string[]>([]);
  const items = itemsOf(section);
  const choices = items.map((item) => {
    const head = headOf(section, item);
    const words = head ? wordsOf(t.language, head).join(", ") : "";
    return { value: item.id ?? "", words, mark: <ThingMark section={section} item={item} words={words} size="4.5rem" /> };
  });
  const picked = items.find(({ id }) => id === chosen[0]);
  return <QuestionPage question={t("mydata.wrong.which")} back={back} choices={choices} many={choices.length > 3} chosen={chosen} onChoose={setChosen} onNext={() => picked && onItem(picked)} />;
}

const other = "?";

function WhichLine({ section, item, onField, back }: { section: Section; item: Item; onField: (field: Field) => void; back: string }) {
  const t = useT();
  const [chosen, setChosen] = useState<string[]>([]);
  const [all, setAll] = useState(false);
  const said = saidIn(item);
  const lines = all ? said : plainLines(section, item);
  const choices = lines.map((field) => ({ value: field.key ?? "", words: labelOf(t.language, field), note: wordsOf(t.language, field).join(", "), picture: linePicture(field) }));
  const rest = lines.length < said.length ? [{ value: other, words: t("mydata.wrong.other"), picture: QuestionMark }] : [];
  const next = () => {
    if (chosen[0] === other) return setAll(true), setChosen([]);
    const picked = said.find(({ key }) => key === chosen[0]);
    if (picked) onField(picked);
  };
  return <QuestionPage question={t("mydata.wrong.what")} back={back} moment={`${item.id}${all}`} choices={[...choices, ...rest]} many chosen={chosen} onChoose={setChosen} onNext={next} />;
}

function HowItIs({ section, item, field, back }: { section: Section; item: Item; field: Field; back: string }) {
  const t = useT();
  const me = useMe();
  const [words, setWords] = useState("");
  const tell = useTell(
    (said: string, requestId) =>
      answer(api.POST("/api/v1/clients/{client_id}/corrections", {
        params: { path: { client_id: me } },
        body: {
          section: section.key, itemId: item.id, field: field.key, labelNl: field.labelNl, labelEn: field.labelEn, stood: (field.wordsNl ?? []).join(", ").slice(0, 4000),
          words: said, saidBy: "SAID_BY_SELF", requestId,
        },
      })),
    "corrections",
  );
  if (tell.said) {
    return (
      <Told title={t("mydata.wrong.done")} sentences={[t("mydata.wrong.looks")]} picture={PersonRaisingHand} back={back}>
        <Doings>
          <Doing href={back} words={t("mydata.wrong.onward")} picture={OpenBook} tone="sky" />
          <Doing href="/mijn" words={t("client.toStart")} picture={HouseWithGarden} />
        </Doings>
      </Told>
    );
  }
  return (
    <TextPage
      question={t("mydata.wrong.how")}
      hint={t("mydata.wrong.about", { what: labelOf(t.language, field), words: wordsOf(t.language, field).join(", ") })}
      back={back} value={words} onChange={setWords} most={2000}
      onNext={() => tell.send(words.trim())} onSkip={() => tell.send("")}
      next={t("mydata.wrong.send")} busy={tell.busy} waiting={tell.waiting} problem={tell.problem} onAgain={tell.again}
    />
  );
}
