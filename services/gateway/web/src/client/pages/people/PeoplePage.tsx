/** My people: one card each, with where we are in a few words. A question that waits for me stands first. */
import { useQuery } from "@tanstack/react-query";
import { ClientPage } from "@/client/ClientPage";
import { type Match, matchesQuery, myself, others, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Kind, Ready } from "@/client/Kind";
import { goNow, useSoon } from "@/client/soon";
import { ErrorNote } from "@/design/ErrorNote";
import { Initials } from "@/design/Initials";
import { useT } from "@/i18n/client";
import { useFormat } from "@/i18n/format";
import { useNames } from "@/names/names";
import { PeopleHoldingHands, Seedling } from "@/pictograms";
import { asks, sayState } from "./state";
import { stopKey } from "./stop";

export function PeoplePage() {
  const t = useT();
  const me = useMe();
  const matches = useQuery(matchesQuery);
  const list = [...(matches.data ?? [])].sort((a, b) => Number(asks(b, me)) - Number(asks(a, me)));
  return (
    <ClientPage title={t("client.tile.people")}>
      <Ready of={[matches]}>
        {() =>
          list.length === 0 ? (
            <Kind title={t("client.people.none")} text={t("client.people.noneText")} picture={Seedling}>
              <Doings single><Doing href="/mijn/over-mij/wensen" words={t("client.people.makeWish")} picture={PeopleHoldingHands} tone="leaf" /></Doings>
            </Kind>
          ) : (
            <Doings>{list.map((match) => <Somebody key={match.id} match={match} />)}</Doings>
          )
        }
      </Ready>
    </ClientPage>
  );
}

const tones = ["apricot", "leaf", "sky", "lilac"] as const;

function Somebody({ match }: { match: Match }) {
  const t = useT();
  const me = useMe();
  const ids = others(match, me);
  const nameOf = useNames(ids);
  const names = ids.map((id) => nameOf(id, true));
  const said = useFormat().list(names);
  const key = stopKey(match.id ?? "");
  const stopping = useSoon(key);
  if (stopping?.state === "gone") return null;
  if (stopping?.state === "failed") return <ErrorNote problem={stopping.problem} onRetry={() => void goNow(key)} />;
  const question = asks(match, me);
  return (
    <Doing
      href={`/mijn/mensen/${match.id}`}
      words={question ? t("client.people.wantToMeet", { name: said }) : said}
      note={question ? undefined : t(sayState(myself(match, me), match))}
      flag={question ? t("client.people.question") : undefined}
      tone={question ? "rose" : (tones[(ids[0]?.charCodeAt(35) ?? 0) % tones.length] ?? "apricot")}
      mark={<span className="cluster">{names.slice(0, 2).map((name, index) => <Initials key={ids[index]} name={name} size="4.25rem" />)}</span>}
    />
  );
}
