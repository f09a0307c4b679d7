/** What is known of somebody on the map: how it feels, what they mean, and what goes either way (N-05, N-08). */
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Chip } from "@/design/Chip";
import { ErrorNote } from "@/design/ErrorNote";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import styles from "./people.module.css";
import { type Contact, createContact, deleteContact } from "./queries";

export function ContactDetails({ contact, name }: { contact: Contact; name: string }) {
  const t = useT();
  const format = useFormat();
  const here = useRef<HTMLElement>(null);
  // Below the map on a phone: what was chosen comes into view. (Newer browsers answer with a promise, which is no clean-up.)
  useEffect(() => void here.current?.scrollIntoView({ block: "nearest" }), []);
  const helps = (all: Contact["iGet"]) => format.list((all ?? []).map((help) => t(`people.contact.${help}`)));
  const feeling = contact.feeling && contact.feeling !== "FEELING_UNSPECIFIED" ? t(`people.contact.${contact.feeling}`) : "";
  const hope = contact.hope && contact.hope !== "HOPE_UNSPECIFIED" ? t(`people.contact.${contact.hope}`) : "";
  const facts = [
    { term: t("people.contact.meaning.short"), text: contact.meaning },
    { term: t("people.contact.feeling"), text: feeling },
    { term: t("people.contact.iGet.short", { name }), text: helps(contact.iGet) },
    { term: t("people.contact.iGive.short", { name }), text: helps(contact.iGive) },
    { term: t("people.contact.howOften.short"), text: contact.howOften },
    { term: t("people.contact.hope.short"), text: hope },
  ].filter(({ text }) => text);
  return (
    <section ref={here} className={styles.contact}>
      <div className="stack" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
        <h2>{contact.name}</h2>
        <div className="cluster" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
          {contact.category && contact.category !== "CATEGORY_UNSPECIFIED" && <Chip tone="sky">{t(`people.contact.${contact.category}`)}</Chip>}
          {contact.circle && contact.circle !== "CIRCLE_UNSPECIFIED" && <Chip tone="apricot">{t(`people.contact.${contact.circle}`)}</Chip>}
        </div>
      </div>
      {facts.length > 0 && (
        <dl className={styles.facts}>{facts.map(({ term, text }) => <div key={term}><dt>{term}</dt><dd>{text}</dd></div>)}</dl>
      )}
      <Ways contact={contact} />
    </section>
  );
}

function Ways({ contact }: { contact: Contact }) {
  const t = useT();
  const undo = useUndo();
  const refresh = [["contacts", contact.clientId]];
  const remove = useChange({
    run: (which: Contact, once) => deleteContact(which, once),
    refresh,
    onDone: (_, which) => undo(t("people.network.removed", { name: which.name ?? "" }), () => createContact({ ...which, id: undefined, etag: undefined }, requestId()), refresh),
  });
  return (
    <>
      <ErrorNote problem={remove.problem} />
      <div className="cluster">
        <Link
          to="/mensen/$clientId/contact/$contactId"
          params={{ clientId: contact.clientId ?? "", contactId: contact.id ?? "" }}
          className={buttonClass("secondary", "small")}
        >
          {t("common.edit")}
        </Link>
        <Button kind="quiet" size="small" onPress={() => remove.start(contact)} isDisabled={remove.isPending}>{t("people.contact.remove")}</Button>
      </div>
    </>
  );
}
