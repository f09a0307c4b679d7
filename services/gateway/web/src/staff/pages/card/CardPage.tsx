/** The card with which a client signs in: make and print it, look after it, choose pictures together, open Optrek side by side. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { openBeside } from "@/api/card";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import { type Client, clientQuery, fullName } from "../people/queries";
import { Choosing } from "./Choosing";
import { cardsQuery, choosePictures, type LoginCard } from "./queries";
import { OneCard } from "./OneCard";

export function CardPage() {
  const t = useT();
  const { clientId } = useParams({ from: "/shell/mensen/$clientId/kaart" });
  const client = useQuery(clientQuery(clientId));
  const cards = useQuery(cardsQuery(clientId));
  const [choosing, setChoosing] = useState(false);
  const name = client.data?.givenName ?? "…";
  const choose = useChange({
    run: (chosen: string[], once) => choosePictures(clientId, chosen, once),
    refresh: [["loginCards", clientId]],
    onDone: () => {
      setChoosing(false);
      toast(t("card.pictures.done", { name }));
    },
  });
  if (choosing) return <Choosing name={name} onChosen={choose.start} onStop={() => setChoosing(false)} busy={choose.isPending} problem={choose.problem} />;
  return (
    <Page
      title={t("card.title", { name })}
      lead={t("card.lead", { name })}
      above={<Link className="no-print" to="/mensen/$clientId" params={{ clientId }}>{client.data ? fullName(client.data) : t("people.title")}</Link>}
    >
      <QueryView query={client}>
        {(person) => (
          <QueryView query={cards}>
            {(found) => (found.possible ? <Parts person={person} cards={found.cards ?? []} hasPictures={found.hasPictures === true} onChoose={() => setChoosing(true)} /> : <p>{t("card.off")}</p>)}
          </QueryView>
        )}
      </QueryView>
    </Page>
  );
}

interface PartsProps {
  person: Client;
  cards: LoginCard[];
  hasPictures: boolean;
  onChoose: () => void;
}

function Parts({ person, cards, hasPictures, onChoose }: PartsProps) {
  const t = useT();
  const name = person.givenName ?? "";
  return (
    <div className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties}>
      <OneCard person={person} card={cards.find(({ state }) => state !== "STATE_WITHDRAWN")} hasPictures={hasPictures} />
      <div className="stack no-print" style={{ "--gap": "var(--space-5)" } as React.CSSProperties}>
        <Card title={t("card.pictures")} actions={<Button kind={hasPictures ? "secondary" : "primary"} onPress={onChoose}>{t(hasPictures ? "card.pictures.chooseNew" : "card.pictures.choose", { name })}</Button>}>
          <p>{hasPictures ? t("card.pictures.has", { name }) : t("card.state.noPictures", { name })}</p>
          <p className="soft">{t("card.pictures.lead", { name })}</p>
        </Card>
        <Beside person={person} />
        <Before cards={cards.filter(({ state }) => state === "STATE_WITHDRAWN")} />
      </div>
    </div>
  );
}

/** One sits beside the client: their face, on this device, for as long as one sits together. */
function Beside({ person }: { person: Client }) {
  const t = useT();
  const name = person.givenName ?? "";
  // What this browser still knows of the colleague's own work goes with the page.
  const open = useChange({ run: () => openBeside(person.id ?? ""), refresh: [], onDone: () => window.location.assign("/mijn") });
  return (
    <Card title={t("card.beside")} actions={<Button onPress={() => open.start(undefined)} isPending={open.isPending}>{t("card.beside.open", { name })}</Button>}>
      <p>{t("card.beside.lead", { name })}</p>
      <p className="soft">{t("card.beside.after")}</p>
      <ErrorNote problem={open.problem} />
    </Card>
  );
}

function Before({ cards }: { cards: LoginCard[] }) {
  const t = useT();
  const format = useFormat();
  if (cards.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t("card.before")}</h2>
      <ul>
        {cards.map(({ id, makeTime, withdrawTime }) => (
          <li key={id}>{t("card.before.line", { made: format.date(makeTime ?? ""), gone: format.date(withdrawTime ?? "") })}</li>
        ))}
      </ul>
    </section>
  );
}
