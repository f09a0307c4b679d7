/** The map of who is around somebody, as a drawing and as an equal list (N-06), and the talks it came from. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Circles, type Ring } from "@/design/Circles";
import { EmptyState } from "@/design/EmptyState";
import { LoadingRows } from "@/design/Loading";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { Compass, HeartHands } from "@/pictograms";
import { ContactDetails } from "./ContactDetails";
import { KeptDraft } from "./KeptDraft";
import styles from "./people.module.css";
import { type Client, type Contact, contactsOf, type NetworkTalk, talksOf } from "./queries";

export function NetworkPart({ of }: { of: Client }) {
  const t = useT();
  const clientId = of.id ?? "";
  const name = of.givenName ?? "";
  const contacts = useQuery(contactsOf(clientId));
  // Not sharing is the client's own right, and no fault of anybody: it gets words of its own.
  if (contacts.isError && asProblem(contacts.error).code === "MAP_NOT_SHARED") {
    return <EmptyState title={t("people.network.notShared.title", { name })} text={t("people.network.notShared.text", { name })} pictogram={HeartHands} />;
  }
  if (contacts.isPending) return <LoadingRows />;
  const add = <Link to="/mensen/$clientId/contact" params={{ clientId }} className={buttonClass("primary")}>{t("people.network.add")}</Link>;
  return (
    <>
      <div className={styles.heading}>
        <h2>{t("people.network.title", { name })}</h2>
        {(contacts.data?.length ?? 0) > 0 && add}
      </div>
      <KeptDraft draft={`contact:new:${clientId}`} href={`/mensen/${clientId}/contact`} />
      <QueryView
        query={contacts}
        empty={
          <>
            <EmptyState title={t("people.network.empty.title")} text={t("people.network.empty.text")} pictogram={Compass} action={add} />
            <Prompts />
          </>
        }
      >
        {(all) => <NetworkMap contacts={all} name={name} />}
      </QueryView>
      <p className="soft small">{t("people.network.ownership", { name })}</p>
      <Talks clientId={clientId} />
    </>
  );
}

const ringOf: Record<string, Ring> = { CIRCLE_CLOSE: "near", CIRCLE_NEAR: "middle", CIRCLE_FURTHER: "far" };

function NetworkMap({ contacts, name }: { contacts: Contact[]; name: string }) {
  const t = useT();
  const [chosen, setChosen] = useState<string>();
  const placed = contacts.flatMap((contact) => {
    const ring = ringOf[contact.circle ?? ""];
    const kind = contact.category === "CATEGORY_UNSPECIFIED" ? undefined : t(`people.contact.${contact.category ?? "CATEGORY_OTHER"}`);
    return ring ? [{ id: contact.id ?? "", name: contact.name ?? "", ring, kind }] : [];
  });
  const nowhere = contacts.filter((contact) => !ringOf[contact.circle ?? ""]);
  const contact = contacts.find(({ id }) => id === chosen);
  return (
    <div className={styles.map}>
      <div className="stack">
        {placed.length > 0 && <Circles owner={name} people={placed} selected={chosen} onSelect={setChosen} />}
        {nowhere.length > 0 && (
          <section className={styles.nowhere}>
            <h3>{t("people.network.nowhere")}</h3>
            <div className="cluster">
              {nowhere.map(({ id, name: called }) => (
                <button key={id} type="button" className={buttonClass("secondary", "small")} aria-pressed={id === chosen} onClick={() => setChosen(id)}>
                  {called}
                </button>
              ))}
            </div>
          </section>
        )}
      </div>
      <div aria-live="polite">
        {contact ? (
          <ContactDetails key={contact.id} contact={contact} name={name} />
        ) : (
          <div className="stack">
            <p className="soft">{t("people.network.choose")}</p>
            <Prompts />
          </div>
        )}
      </div>
    </div>
  );
}

const prompts = ["1", "2", "3", "4", "5", "6"] as const;

function Prompts() {
  const t = useT();
  return (
    <Card title={t("people.network.prompts")} level={3} tone="apricot">
      <ul className={styles.prompts}>{prompts.map((n) => <li key={n}>{t(`people.network.prompt.${n}`)}</li>)}</ul>
    </Card>
  );
}

function Talks({ clientId }: { clientId: string }) {
  const t = useT();
  const talks = useQuery(talksOf(clientId));
  const open = talks.data?.find((talk) => !talk.closed);
  const go = (
    <Link to="/mensen/$clientId/gesprek" params={{ clientId }} className={buttonClass()}>
      {t(open ? "people.network.talk.go" : talks.data?.length ? "people.network.talk.again" : "people.network.talk.start")}
    </Link>
  );
  return (
    <section className="stack">
      <div className={styles.heading}>
        <h2>{t("people.network.talks")}</h2>
        {talks.data && go}
      </div>
      <QueryView query={talks} empty={<p className="soft">{t("people.network.talks.none")}</p>}>
        {(all) => <div className="stack">{all.map((talk) => <Talk key={talk.id} talk={talk} />)}</div>}
      </QueryView>
    </section>
  );
}

function Talk({ talk }: { talk: NetworkTalk }) {
  const t = useT();
  const format = useFormat();
  const date = talk.createTime ? format.date(talk.createTime) : "";
  return (
    <Card title={t(talk.closed ? "people.network.talk.held" : "people.network.talk.open", { date })} level={3}>
      <div className={styles.two}>
        <Said question={t("people.talk.who")} answer={talk.whoSupportsMe} />
        <Said question={t("people.talk.mean")} answer={talk.whatIMean} />
      </div>
    </Card>
  );
}

function Said({ question, answer }: { question: string; answer: NetworkTalk["whoSupportsMe"] }) {
  const t = useT();
  return (
    <div className={styles.said}>
      <p className="soft small">{question}</p>
      <p>{answer?.words || t(answer?.notNow ? "people.network.talk.notNow" : "people.network.talk.unanswered")}</p>
    </div>
  );
}
