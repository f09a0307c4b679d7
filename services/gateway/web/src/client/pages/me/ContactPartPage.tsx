/** One question about somebody on the map. While somebody is new the questions follow each other; later each stands alone. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useDraft } from "@/app/draft";
import { QuestionPage } from "@/client/ask/QuestionPage";
import { TextPage } from "@/client/ask/TextPage";
import { ClientPage } from "@/client/ClientPage";
import { type Contact, contactsQuery, useMe } from "@/client/data";
import { useGo, useNote, usePart } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import { useT } from "@/i18n/client";
import { WavingHand } from "@/pictograms";
import { useChangeContact } from "./change-contact";
import { type Part, parts, usePartQuestion } from "./contact";

export function ContactPartPage() {
  const t = useT();
  const id = usePart("contactId");
  const part = usePart("part");
  const contacts = useQuery(contactsQuery(useMe()));
  const contact = contacts.data?.find((one) => one.id === id);
  if (!contact) {
    return (
      <ClientPage title={t("client.map.title")} back="/mijn/over-mij/kaart" about="">
        <Ready of={[contacts]}>{() => <Kind title={t("map.gone")} picture={WavingHand} />}</Ready>
      </ClientPage>
    );
  }
  return <Asking key={part} contact={contact} part={parts.find((known) => known === part) ?? "wie"} />;
}

function Asking({ contact, part }: { contact: Contact; part: Part }) {
  const t = useT();
  const go = useGo();
  const isNew = useNote("nieuw") !== "";
  const id = contact.id ?? "";
  const base = `/mijn/over-mij/kaart/${id}`;
  const n = parts.indexOf(part);
  const at = usePartQuestion(contact)(part);
  const [chosen, setChosen] = useState<string[]>(at?.chosen ?? []);
  const [words, setWords, forget] = useDraft(`contact:${id}`, contact.meaning ?? "");
  const tell = useChangeContact(id);
  const to = (index: number) => (isNew && parts[index] ? `${base}/${parts[index]}?nieuw=1` : base);
  const onward = () => go(to(n + 1));
  const frame = { back: n > 0 ? to(n - 1) : base, busy: tell.busy, waiting: tell.waiting, problem: tell.problem, onAgain: tell.again };
  if (!at) {
    return (
      <TextPage
        {...frame}
        question={t("map.means", { name: contact.name ?? "" })}
        hint={t("map.meansHint")}
        value={words}
        onChange={setWords}
        onNext={() => tell.send({ contact: { meaning: words }, mask: "meaning" }, () => { forget(); onward(); })}
        onSkip={() => { forget(); onward(); }}
      />
    );
  }
  return (
    <QuestionPage<string>
      {...frame}
      question={at.question}
      hint={at.said ? t("map.youSaid", { words: at.said }) : undefined}
      place={isNew ? { n: n + 1, total: parts.length } : undefined}
      choices={at.choices}
      several={at.several}
      many={at.many}
      chosen={chosen}
      onChoose={setChosen}
      onNext={() => tell.send(at.change(chosen), onward)}
      onSkip={onward}
      next={isNew && n < parts.length - 1 ? undefined : t("common.done")}
    />
  );
}
