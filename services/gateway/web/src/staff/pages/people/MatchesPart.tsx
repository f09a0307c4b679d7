/** With whom somebody goes out, now and before. The match itself has its own page. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Chip, type ChipTone } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useElsewhere } from "@/names/elsewhere";
import { useNames } from "@/names/names";
import { PeopleHoldingHands } from "@/pictograms";
import { NotTogether } from "../matches/NotTogether";
import { type Client, type Match, matchesOf } from "./queries";

export function MatchesPart({ of }: { of: Client }) {
  return (
    <>
      <Theirs of={of} />
      <NotTogether clientId={of.id ?? ""} name={of.givenName ?? ""} />
    </>
  );
}

function Theirs({ of }: { of: Client }) {
  const t = useT();
  const matches = useQuery(matchesOf(of.id ?? ""));
  const all = <Link to="/koppelingen" className={buttonClass()}>{t("people.matches.go")}</Link>;
  return (
    <QueryView
      query={matches}
      empty={<EmptyState title={t("people.matches.empty.title")} text={t("people.matches.empty.text")} pictogram={PeopleHoldingHands} action={all} />}
    >
      {(list) => {
        const now = list.filter((match) => match.state !== "STATE_CLOSED");
        const before = list.filter((match) => match.state === "STATE_CLOSED");
        return (
          <>
            {now.length > 0 && (
              <section className="stack">
                <h2>{t("people.matches.now")}</h2>
                <Matches of={now} person={of} />
              </section>
            )}
            {before.length > 0 && (
              <section className="stack">
                <h2>{t("people.matches.ended")}</h2>
                <Matches of={before} person={of} />
              </section>
            )}
          </>
        );
      }}
    </QueryView>
  );
}

const tones: Record<string, ChipTone> = {
  STATE_IDEA: "plain", STATE_PROPOSED: "sky", STATE_GETTING_ACQUAINTED: "apricot", STATE_UNDER_WAY: "leaf", STATE_PAUSED: "lilac", STATE_CLOSING: "lilac",
};

function Matches({ of, person }: { of: Match[]; person: Client }) {
  const t = useT();
  const format = useFormat();
  const others = (match: Match) => (match.participants ?? []).map(({ clientId }) => clientId).filter((id) => id !== person.id);
  const nameOf = useNames(of.flatMap(others));
  const elsewhere = useElsewhere(of);
  const called = (match: Match) => [...others(match).map((id) => nameOf(id, true)), elsewhere(match) ?? ""].filter(Boolean);
  return (
    <ul className="grid plain-list">
      {of.map((match) => (
        <li key={match.id}>
          <Card
            level={3}
            href={`/koppelingen/${match.id}`}
            title={t("people.matches.with", { name: person.givenName ?? "", others: format.list(called(match)) })}
            note={match.underWayTime && match.state !== "STATE_CLOSED" ? t("people.matches.since", { date: format.date(match.underWayTime) }) : undefined}
          >
            {match.reason && <p>{match.reason}</p>}
            <div className="cluster">
              <Chip tone={tones[match.state ?? ""]}>{t(`people.matches.${match.state ?? "STATE_UNSPECIFIED"}`)}</Chip>
              {!!match.citizens && <Chip>{t.count("people.matches.citizens", match.citizens)}</Chip>}
            </div>
          </Card>
        </li>
      ))}
    </ul>
  );
}
