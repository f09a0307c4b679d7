/** A card to take along to a meeting that is there already (O-07): of a match or a person, what the reader may see, and room to write. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Checkbox } from "@/design/Checkbox";
import { EmptyState } from "@/design/EmptyState";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { Ruled } from "@/design/Ruled";
import { inLanguage } from "@/i18n/core";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { PeopleDialogue } from "@/pictograms";
import { type Match, matchQuery } from "../evaluation/queries";
import { matchesOf, wishesOf } from "../people/queries";
import styles from "./intervision.module.css";
import { type MeetingKind, meetingKinds } from "./routes";

export function CardPage() {
  const t = useT();
  const format = useFormat();
  const { koppeling, persoon, voor = "team" } = useSearch({ from: "/shell/overlegkaart" });
  const navigate = useNavigate({ from: "/overlegkaart" });
  const [named, setNamed] = useState<boolean | null>(null);
  // A team meeting has many ears: names only when somebody chooses so.
  const names = named ?? voor !== "team";
  const chosen = koppeling || persoon;
  const about = koppeling ? `/koppelingen/${koppeling}` : `/mensen/${persoon ?? ""}`;
  return (
    <Page
      title={chosen ? `${t("intervision.card.title")}: ${t(`intervision.card.${voor}`)}` : t("intervision.card.title")}
      lead={chosen && format.date(new Date())}
      above={chosen && <Link className="no-print" to={about}>{t("common.back")}</Link>}
      actions={chosen && <Button kind="primary" onPress={() => window.print()}>{t("common.print")}</Button>}
      width="text"
    >
      {!chosen ? <EmptyState title={t("intervision.card.nobody")} text={t("intervision.card.nobody.how")} pictogram={PeopleDialogue} action={<div className="cluster"><Link to="/koppelingen" className={buttonClass()}>{t("shell.matches")}</Link><Link to="/mensen" className={buttonClass()}>{t("shell.people")}</Link></div>} /> : (
        <>
          <div className="stack no-print">
            <p className="soft">{t("intervision.card.lead")}</p>
            <RadioCards
              compact
              label={t("intervision.card.for")}
              value={voor}
              onChange={(kind: MeetingKind) => void navigate({ search: { koppeling, persoon, voor: kind }, replace: true, resetScroll: false })}
              options={meetingKinds.map((kind) => ({ value: kind, label: t(`intervision.card.${kind}`) }))}
            />
            <Checkbox isSelected={names} onChange={setNamed} description={t("intervision.card.names.help")}>{t("intervision.card.names")}</Checkbox>
          </div>
          <div className={styles.card}>
            {koppeling ? <OfMatch id={koppeling} named={names} /> : <OfPerson id={persoon ?? ""} named={names} />}
            <Ask kind={voor} />
            <section><h2>{t("intervision.card.notes")}</h2><Ruled lines={8} /></section>
          </div>
        </>
      )}
    </Page>
  );
}

const letters = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M"];

/** First names, or a letter that stays with the same person on the whole card. */
function useCalled(ids: readonly (string | undefined)[], named: boolean) {
  const t = useT();
  const nameOf = useNames(ids);
  const inOrder = [...new Set(ids)];
  return (id: string | undefined) => (named ? nameOf(id, true) : t("intervision.card.person", { letter: letters[inOrder.indexOf(id)] ?? "" }));
}

function OfMatch({ id, named }: { id: string; named: boolean }) {
  const found = useQuery(matchQuery(id));
  const called = useCalled(peopleOf(found.data), named);
  return <QueryView query={found}>{(match) => <><Together of={match} called={called} /><Signals matchIds={[id]} /></>}</QueryView>;
}

const peopleOf = (match: Match | undefined) => (match?.participants ?? []).map((one) => one.clientId);

function Together({ of, called }: { of: Match; called: (id: string | undefined) => string }) {
  const t = useT();
  const people = of.participants ?? [];
  const distances = ["DISTANCE_ALONGSIDE", "DISTANCE_CLOSE", "DISTANCE_AT_A_DISTANCE", "DISTANCE_ON_CALL"] as const;
  return (
    <section>
      <h2>{t("intervision.card.together")}</h2>
      <ul>
        {people.map((one) => {
          const distance = distances.find((known) => known === one.guidance?.distance);
          const facts = [one.networker && t("intervision.card.lead.role"), distance && t("intervision.card.distance", { distance: t(`matches.guidance.${distance}`).toLowerCase() })];
          return (
            <li key={one.clientId}>
              <strong>{called(one.clientId)}</strong>
              {facts.filter(Boolean).map((fact) => <span key={String(fact)}>, {fact}</span>)}
            </li>
          );
        })}
      </ul>
      {of.talk?.plan && <><h3>{t("intervision.card.plans")}</h3><p className={styles.quote}>{of.talk.plan}</p></>}
    </section>
  );
}

function OfPerson({ id, named }: { id: string; named: boolean }) {
  const t = useT();
  const wishes = useQuery(wishesOf(id));
  const matches = useQuery(matchesOf(id));
  const living = (matches.data ?? []).filter((one) => one.state !== "STATE_CLOSED" && one.state !== "STATE_IDEA" && one.state !== "STATE_PROPOSED");
  const called = useCalled([id, ...living.flatMap(peopleOf)], named);
  return (
    <>
      <h2>{called(id)}</h2>
      <QueryView query={wishes}>
        {(list) => (
          <section>
            <h3>{t("intervision.card.wishes")}</h3>
            {list.filter((one) => one.state === "STATE_OPEN" || one.state === "STATE_TAKEN_UP").map((one) => (
              <p key={one.id} className={styles.quote}>{one.ownWords || t("intervision.card.wishes.picture")}</p>
            ))}
          </section>
        )}
      </QueryView>
      {living.map((one) => <Together key={one.id} of={one} called={called} />)}
      <Signals clientId={id} matchIds={living.map((one) => one.id ?? "")} />
    </>
  );
}

/** What asks for attention: of these matches, and of the person. */
function Signals({ matchIds, clientId }: { matchIds: readonly string[]; clientId?: string }) {
  const t = useT();
  const found = useQuery({ queryKey: ["signals", "now"], queryFn: async () => (await answer(api.GET("/api/v1/signals"))).signals ?? [] });
  const here = (found.data ?? []).filter((one) => matchIds.includes(one.matchId ?? "") || (!!clientId && one.clientId === clientId));
  if (!found.data) return null;
  return (
    <section>
      <h2>{t("intervision.card.signals")}</h2>
      {here.length === 0 ? <p className="soft">{t("intervision.card.signals.none")}</p> : <ul>{here.map((one) => <li key={one.id}>{inLanguage(t.language, one, "why")}</li>)}</ul>}
    </section>
  );
}

const three = ["1", "2", "3"] as const;

function Ask({ kind }: { kind: MeetingKind }) {
  const t = useT();
  return <section><h2>{t("intervision.card.ask")}</h2><ul>{three.map((n) => <li key={n}>{t(`intervision.card.ask.${kind}.${n}`)}</li>)}</ul></section>;
}
