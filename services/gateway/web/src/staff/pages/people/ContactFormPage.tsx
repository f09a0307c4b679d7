/** Putting somebody on the map, or telling more about them. A name is all that is asked for. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { isOvertaken, useChange, useEdit, useUndo } from "@/staff/change";
import { NotFound } from "@/staff/NotFound";
import { Overtaken } from "@/staff/Overtaken";
import { keptFrom, writable } from "../map/people";
import { mapOf } from "../map/queries";
import { type ContactDraft, ContactFields, draftOf } from "./ContactFields";
import styles from "./people.module.css";
import { clientQuery, type Contact, contactsOf, createContact, updateContact } from "./queries";

export function NewContactPage() {
  const { clientId } = useParams({ from: "/shell/mensen/$clientId/contact" });
  return <ContactForm contact={{ clientId }} draftKey={`contact:new:${clientId}`} />;
}

export function ContactFormPage() {
  const t = useT();
  const { clientId, contactId } = useParams({ from: "/shell/mensen/$clientId/contact/$contactId" });
  const contacts = useQuery(contactsOf(clientId));
  if (!contacts.data) return <Page title={t("people.part.netwerk")} width="text"><QueryView query={contacts}>{() => null}</QueryView></Page>;
  const contact = contacts.data.find(({ id }) => id === contactId);
  return contact ? <ContactForm key={contactId} contact={contact} draftKey={`contact:${contactId}`} /> : <NotFound />;
}

function ContactForm({ contact, draftKey }: { contact: Contact; draftKey: string }) {
  const t = useT();
  const navigate = useNavigate();
  const clientId = contact.clientId ?? "";
  const name = useQuery(clientQuery(clientId)).data?.givenName ?? "…";
  const current = draftOf(contact);
  const map = useQuery(mapOf(clientId));
  const kept = keptFrom(contact, map.data);
  const edit = useEdit<ContactDraft>(draftKey, current);
  const undo = useUndo();
  const refresh = [["contacts", clientId], ["networkMaps", clientId]];
  const save = useChange({
    run: (draft: ContactDraft, once) => {
      const told = { ...draft, id: contact.id, clientId };
      return contact.id ? updateContact(told, once, writable(kept)) : createContact(told, once);
    },
    refresh,
    onDone: async (after, draft) => {
      edit.forget();
      const told = draft.hidden ? t("people.contact.savedHidden", { name }) : t("people.contact.saved", { contact: draft.name });
      if (contact.id) undo(told, () => updateContact({ ...current, etag: after.etag, id: contact.id, clientId }, requestId(), writable(kept)), refresh);
      else toast(told);
      await navigate({ to: "/mensen/$clientId", params: { clientId }, search: { deel: "netwerk" } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(edit.value);
  };
  const overtaken = isOvertaken(save.problem) && edit.value.etag !== current.etag;
  return (
    <Page
      title={contact.id ? t("people.contact.edit", { contact: contact.name ?? "", name }) : t("people.contact.new", { name })}
      lead={t("people.contact.lead")}
      above={<Link to="/mensen/$clientId" params={{ clientId }} search={{ deel: "netwerk" }}>{t("people.network.title", { name })}</Link>}
      width="text"
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <ContactFields edit={edit} name={name} fields={save.problem?.fields ?? {}} kept={kept} />
        {overtaken ? (
          <Overtaken
            edit={edit}
            now={[
              { label: t("people.contact.name", { name }), text: current.name },
              { label: t("people.contact.meaning.short"), text: current.meaning },
              { label: t("people.contact.howOften.short"), text: current.howOften },
            ]}
          />
        ) : (
          <ErrorNote problem={isOvertaken(save.problem) ? null : save.problem} labels={{ "contact.name": t("people.contact.name", { name }) }} />
        )}
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending} isDisabled={map.isPending}>{t("common.save")}</Button>
          <Link to="/mensen/$clientId" params={{ clientId }} search={{ deel: "netwerk" }} className={buttonClass("quiet")}>{t("common.back")}</Link>
        </div>
      </form>
    </Page>
  );
}
