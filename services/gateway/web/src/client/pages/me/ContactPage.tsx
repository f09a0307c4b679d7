/** Somebody on my map: what I told, each changeable; hiding in one tap, without a reason (N-13). */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, requestId } from "@/api/client";
import { queryClient } from "@/api/query";
import { ClientPage } from "@/client/ClientPage";
import { type Contact, contactsQuery, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { usePart } from "@/client/go";
import { Kind, Ready } from "@/client/Kind";
import { soon } from "@/client/soon";
import { Thinking } from "@/client/Thinking";
import { Waiting } from "@/client/Waiting";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/client";
import { useFormat } from "@/i18n/format";
import { Balloon, Eye, Locked, SmilingFaceWithSmilingEyes, SpeechBalloon, ThoughtBalloon, WavingHand } from "@/pictograms";
import { Nearer } from "../map/Nearer";
import { toCircle } from "../map/place";
import { useChangeContact } from "./change-contact";
import { type Part, parts, usePartQuestion } from "./contact";

const removeKey = (id: string) => `contact:${id}`;

function planRemoval(id: string): void {
  const once = requestId();
  soon(removeKey(id), async (by) => {
    await answer(api.DELETE("/api/v1/contacts/{id}", { params: { path: { id }, query: { requestId: once } }, keepalive: true, fetch: by }));
    await queryClient.invalidateQueries({ queryKey: ["contacts"] });
  });
}

export function ContactPage() {
  const t = useT();
  const id = usePart("contactId");
  const contacts = useQuery(contactsQuery(useMe()));
  const [removed, setRemoved] = useState("");
  const contact = contacts.data?.find((one) => one.id === id);
  if (removed) return <Removed id={id} name={removed} onAgain={() => setRemoved("")} />;
  if (contact) return <One contact={contact} onRemove={() => { planRemoval(id); setRemoved(contact.name ?? ""); }} />;
  return (
    <ClientPage title={t("client.map.title")} back="/mijn/over-mij/kaart" about="">
      <Ready of={[contacts]}>{() => <Kind title={t("map.gone")} picture={WavingHand} />}</Ready>
    </ClientPage>
  );
}

function One({ contact, onRemove }: { contact: Contact; onRemove: () => void }) {
  const t = useT();
  const id = contact.id ?? "";
  const tell = useChangeContact(id);
  const questionOf = usePartQuestion(contact);
  const list = useFormat().list;
  const told = (part: Part): { words: string; note?: string; picture: Parameters<typeof Doing>[0]["picture"] } => {
    const at = questionOf(part);
    if (!at) return { words: t("map.part.betekenis"), note: contact.meaning || undefined, picture: SpeechBalloon };
    const chosen = at.choices.filter((choice) => at.chosen.includes(choice.value));
    return { words: part === "vaak" || part === "begint" || part === "hoop" ? t(`map.part.${part}`) : t(`map.part.${part as "wie"}`), note: chosen.length > 0 ? list(chosen.map((choice) => choice.words)) : part === "vaak" ? contact.howOften : undefined, picture: chosen[0]?.picture ?? ThoughtBalloon };
  };
  return (
    <ClientPage title={contact.name ?? ""} question={contact.hidden ? t("map.isHidden") : undefined} back="/mijn/over-mij/kaart">
      <Nearer contact={contact} onMove={(to) => tell.send({ contact: { circle: toCircle(to) }, mask: "circle" })} busy={tell.busy} />
      <Doings>{parts.map((part) => <Doing key={part} href={`/mijn/over-mij/kaart/${id}/${part}`} {...told(part)} />)}</Doings>
      <Doings>
        <Doing
          on={!!contact.hidden}
          words={t("map.hide")}
          note={contact.hidden ? t("map.hideOn") : t("map.hideOff")}
          picture={Locked}
          onPress={() => tell.send({ contact: { hidden: !contact.hidden }, mask: "hidden" })}
          busy={tell.busy}
        />
        {!contact.hidden && <Doing href={`/mijn/over-mij/kaart/${id}/laten-zien`} words={t("map.show.title")} note={t("map.show.note")} picture={Eye} />}
        <Doing words={t("map.remove")} picture={Balloon} onPress={onRemove} />
      </Doings>
      <ErrorNote problem={tell.problem} onRetry={tell.again} />
      {tell.waiting && <Waiting />}
    </ClientPage>
  );
}

function Removed({ id, name, onAgain }: { id: string; name: string; onAgain: () => void }) {
  const t = useT();
  return (
    <Thinking
      planned={removeKey(id)}
      title={t("map.removed")}
      sentences={[t("map.removed1", { name })]}
      picture={SmilingFaceWithSmilingEyes}
      back="/mijn/over-mij/kaart"
      again={t("common.undo")}
      onAgain={onAgain}
      then="/mijn/over-mij/kaart"
    />
  );
}
