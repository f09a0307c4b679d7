/** A card for the care-plan meeting (O-07): the drawing, the list, the wish, and what the person shares. What is not shared is not on it. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { CircleMap } from "@/design/CircleMap";
import { LoadingRows } from "@/design/Loading";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { type Contact, clientQuery, contactsOf, wishesOf } from "../people/queries";
import { useFacts } from "./ContactDetails";
import styles from "./map.module.css";
import { NotShared } from "./NetworkPart";
import { fromCircle, mapParts, personOf } from "./people";
import { mapOf } from "./queries";

export function MapPrintPage() {
  const t = useT();
  const { clientId } = useParams({ from: "/shell/mensen/$clientId/kaart/afdrukken" });
  const name = useQuery(clientQuery(clientId)).data?.givenName ?? "…";
  const contacts = useQuery(contactsOf(clientId));
  const notShared = contacts.isError && asProblem(contacts.error).code === "MAP_NOT_SHARED";
  return (
    <Page
      title={t("people.network.title", { name })}
      lead={useFormat().date(new Date())}
      above={<Link className="no-print" to="/mensen/$clientId" params={{ clientId }} search={{ deel: "netwerk" }}>{t("people.network.title", { name })}</Link>}
      actions={<Button kind="primary" onPress={() => window.print()}>{t("common.print")}</Button>}
    >
      {notShared ? <NotShared clientId={clientId} name={name} /> : <QueryView query={contacts} loading={<LoadingRows />}>{(all) => <Paper clientId={clientId} name={name} contacts={all} />}</QueryView>}
    </Page>
  );
}

/** What fits A4 between its margins. */
const paperWidth = 620;

function Paper({ clientId, name, contacts }: { clientId: string; name: string; contacts: Contact[] }) {
  const t = useT();
  const map = useQuery(mapOf(clientId)).data;
  const wishes = useQuery(wishesOf(clientId)).data ?? [];
  const open = wishes.filter((wish) => wish.state === "STATE_OPEN" || wish.state === "STATE_TAKEN_UP");
  const kind = (category: NonNullable<Contact["category"]>) => t(`people.contact.${category}`);
  const order = ["close", "near", "further", "unsaid"] as const;
  const shared = mapParts.filter((part) => map?.sharedParts?.includes(part));
  return (
    <div className={styles.paper}>
      <p className="soft small">{t("map.print.lead", { name })}</p>
      {open.length > 0 && (
        <section className="stack">
          <h2>{t("map.print.wish", { name })}</h2>
          {open.map((wish) => <p key={wish.id} className={styles.wish}>{wish.ownWords || t("map.print.picture")}</p>)}
        </section>
      )}
      {map?.living && <section className="stack"><h2>{t("map.living", { name })}</h2><p>{map.living}</p></section>}
      <section><h2 className="visually-hidden">{t("map.beside", { name })}</h2><CircleMap owner={name} people={contacts.map((contact) => personOf(contact, kind))} most={paperWidth} /></section>
      {order.map((circle) => {
        const here = contacts.filter((contact) => fromCircle(contact) === circle);
        return here.length > 0 && (
          <section key={circle} data-long>
            <h2>{t(`circles.circle.${circle}`)}</h2>
            <ul className={styles.paperFacts}>{here.map((contact) => <OnPaper key={contact.id} contact={contact} name={name} />)}</ul>
          </section>
        );
      })}
      <section className="stack">
        <h2>{t("map.sharing.title", { name })}</h2>
        <p>{t("map.sharing.always")} {shared.length > 0 && `${shared.map((part) => t(`map.part.${part}`)).join(", ")}.`}</p>
      </section>
      <p className="soft small">{t("people.network.ownership", { name })}</p>
    </div>
  );
}

function OnPaper({ contact, name }: { contact: Contact; name: string }) {
  const t = useT();
  const facts = useFacts(contact, name);
  const kind = contact.category && contact.category !== "CATEGORY_UNSPECIFIED" ? t(`people.contact.${contact.category}`) : "";
  return (
    <li>
      <b>{contact.name}</b>{kind && <span className="soft"> {kind}</span>}
      {facts.map(({ term, text }) => <span key={term} className="small"><br /><span className="soft">{term.replace(/[?:]$/, "")}:</span> {text}</span>)}
    </li>
  );
}
