/** What is known of somebody on the map: how it feels, what they mean, what goes either way (N-05, N-08), and what is kept apart. */
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Chip } from "@/design/Chip";
import type { Circle } from "@/design/Circles";
import { closer, further } from "@/design/circles-move";
import { ErrorNote } from "@/design/ErrorNote";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { type Contact, createContact, deleteContact } from "../people/queries";
import { Approaches } from "./Approaches";
import styles from "./map.module.css";
import { fromCircle, keptFrom } from "./people";
import type { NetworkMap } from "./queries";

export interface ContactDetailsProps {
  contact: Contact;
  name: string;
  map: NetworkMap | undefined;
  onMove: (id: string, to: Circle) => void;
}

export function ContactDetails({ contact, name, map, onMove }: ContactDetailsProps) {
  const t = useT();
  const here = useRef<HTMLElement>(null);
  const kept = keptFrom(contact, map);
  // Below the map on a phone: what was chosen comes into view. (Newer browsers answer with a promise, which is no clean-up.)
  useEffect(() => void here.current?.scrollIntoView({ block: "nearest" }), []);
  const facts = useFacts(contact, name);
  return (
    <section ref={here} className={styles.contact}>
      <div className="stack" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
        <h2>{contact.name}</h2>
        <div className="cluster" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
          {contact.category && contact.category !== "CATEGORY_UNSPECIFIED" && <Chip tone="sky">{t(`people.contact.${contact.category}`)}</Chip>}
          <Chip tone="apricot">{t(`circles.circle.${fromCircle(contact)}`)}</Chip>
        </div>
      </div>
      <Steps contact={contact} onMove={onMove} />
      {facts.length > 0 && <dl className={styles.facts}>{facts.map(({ term, text }) => <div key={term}><dt>{term}</dt><dd>{text}</dd></div>)}</dl>}
      {kept.length > 0 && <p className={styles.kept}>{t("map.kept", { name })} {kept.map((part) => t(`map.part.${part}`)).join(", ")}. {t("map.keptFine")}</p>}
      <Approaches contact={contact} name={name} />
      <Ways contact={contact} lossless={kept.length === 0} />
    </section>
  );
}

/** What there is to tell of somebody, as terms and texts; what was not told is not there. */
export function useFacts(contact: Contact, name: string): { term: string; text: string }[] {
  const t = useT();
  const list = useFormat().list;
  const helps = (all: Contact["iGet"]) => list((all ?? []).map((help) => t(`people.contact.${help}`)));
  const said = <V extends string>(value: V | undefined, word: (value: V) => string) => (value && !value.endsWith("UNSPECIFIED") ? word(value) : "");
  return [
    { term: t("people.contact.meaning.short"), text: contact.meaning ?? "" },
    { term: t("people.contact.feeling"), text: said(contact.feeling, (feeling) => t(`people.contact.${feeling}`)) },
    { term: t("people.contact.iGet.short", { name }), text: helps(contact.iGet) },
    { term: t("people.contact.iGive.short", { name }), text: helps(contact.iGive) },
    { term: t("people.contact.howOften.short"), text: contact.howOften ?? "" },
    { term: t("map.channel.short"), text: contact.channel ?? "" },
    { term: t("map.initiative.short"), text: said(contact.initiative, (who) => t(`map.${who}`, { name })) },
    { term: t("people.contact.hope.short"), text: said(contact.hope, (hope) => t(`people.contact.${hope}`)) },
  ].filter(({ text }) => text !== "");
}

/** Two plain buttons: nobody has to drag. */
function Steps({ contact, onMove }: Pick<ContactDetailsProps, "contact" | "onMove">) {
  const t = useT();
  const circle = fromCircle(contact);
  const go = (to: Circle | null) => () => to && onMove(contact.id ?? "", to);
  if (circle === "unsaid") return <div className="cluster"><Button size="small" onPress={go("further")}>{t("circles.place")}</Button></div>;
  return (
    <div className="cluster" role="group" aria-label={t("people.contact.circle")}>
      <Button size="small" isDisabled={!closer(circle)} onPress={go(closer(circle))}>{t("circles.closer")}</Button>
      <Button size="small" isDisabled={!further(circle)} onPress={go(further(circle))}>{t("circles.further")}</Button>
    </div>
  );
}

/** Changing and taking off. What staff cannot see they cannot put back: then there is a question first, and no undo. */
function Ways({ contact, lossless }: { contact: Contact; lossless: boolean }) {
  const t = useT();
  const undo = useUndo();
  const [sure, setSure] = useState(lossless);
  const refresh = [["contacts", contact.clientId], ["networkMaps", contact.clientId]];
  const again = ({ name, category, circle, feeling, meaning, iGet, iGive, howOften, channel, initiative, hope, clientId }: Contact) =>
    createContact({ name, category, circle, feeling, meaning, iGet, iGive, howOften, channel, initiative, hope, clientId }, requestId());
  const remove = useChange({
    run: (which: Contact, once) => deleteContact(which, once),
    refresh,
    onDone: (_, which) => {
      if (lossless) undo(t("people.network.removed", { name: which.name ?? "" }), () => again(which), refresh);
    },
  });
  return (
    <>
      <ErrorNote problem={remove.problem} />
      {sure && !lossless && <p>{t("map.removeSure", { name: contact.name ?? "" })}</p>}
      <div className="cluster">
        <Link to="/mensen/$clientId/contact/$contactId" params={{ clientId: contact.clientId ?? "", contactId: contact.id ?? "" }} className={buttonClass("secondary", "small")}>
          {t("common.edit")}
        </Link>
        <Button kind="quiet" size="small" onPress={() => (sure ? remove.start(contact) : setSure(true))} isDisabled={remove.isPending}>
          {t(sure && !lossless ? "map.removeYes" : "people.contact.remove")}
        </Button>
      </div>
    </>
  );
}
