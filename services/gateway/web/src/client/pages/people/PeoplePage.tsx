/** My people: one card each, with where we are in a few words. A question that waits for me stands first. */
import { useQuery } from "@tanstack/react-query";
import { ClientPage } from "@/client/ClientPage";
import { type Match, matchesQuery, useMe } from "@/client/data";
import { Doing, Doings } from "@/client/Doing";
import { Kind, Ready } from "@/client/Kind";
import { goNow, useSoon } from "@/client/soon";
import { ErrorNote } from "@/design/ErrorNote";
import { Initials } from "@/design/Initials";
import { useLink } from "@/design/link";
import { Pictogram } from "@/design/Pictogram";
import { useT } from "@/i18n/client";
import { PeopleHoldingHands, Seedling } from "@/pictograms";
import { AskedLink } from "../nearby/AskedLink";
import { useAsked } from "../nearby/asked";
import { MeetingLinks } from "../consult/MeetingLinks";
import { apartQuery } from "./ApartListPage";
import own from "./people.module.css";
import { sayState } from "./say-state";
import { asks, isInvited } from "./state";
import { stopKey } from "./stop";
import { useWho } from "./who";

export function PeoplePage() {
  const t = useT();
  const me = useMe();
  const matches = useQuery(matchesQuery);
  const asked = useAsked();
  const list = [...(matches.data ?? [])].sort((a, b) => Number(asks(b, me)) - Number(asks(a, me)));
  return (
    <ClientPage title={t("client.tile.people")}>
      <Ready of={[matches]}>
        {() =>
          list.length + asked.length === 0 ? (
            <Kind title={t("client.people.none")} text={t("client.people.noneText")} picture={Seedling}>
              <Doings single><Doing href="/mijn/over-mij/wensen" words={t("client.people.makeWish")} picture={PeopleHoldingHands} tone="leaf" /></Doings>
            </Kind>
          ) : (
            <Doings>{asked.map((request) => <AskedLink key={request.id} request={request} />)}{list.map((match) => <Somebody key={match.id} match={match} />)}</Doings>
          )
        }
      </Ready>
      <MeetingLinks />
      <ApartWay />
    </ClientPage>
  );
}

const tones = ["apricot", "leaf", "sky", "lilac"] as const;

function Somebody({ match }: { match: Match }) {
  const t = useT();
  const me = useMe();
  const { ids, names, said } = useWho(match);
  const key = stopKey(match.id ?? "");
  const stopping = useSoon(key);
  // What I said no to is gone at once. An ending stays in view: with its thanks, and the way back.
  if (stopping?.state === "gone" && ["STATE_PROPOSED", undefined].includes(match.state)) return null;
  if (stopping?.state === "failed") return <ErrorNote problem={stopping.problem} onRetry={() => void goNow(key)} />;
  const question = asks(match, me);
  return (
    <Doing
      href={`/mijn/mensen/${match.id}`}
      words={question ? t(isInvited(match, me) ? "meeting.join.question" : "client.people.wantToMeet", { name: said }) : said}
      note={question ? undefined : t(sayState(match, me))}
      flag={question ? t("client.people.question") : undefined}
      tone={question ? "rose" : (tones[(ids[0]?.charCodeAt(35) ?? 0) % tones.length] ?? "apricot")}
      mark={names.length === 0 ? <Pictogram of={PeopleHoldingHands} size="4.25rem" plate /> : <span className={own.marks}>{names.slice(0, 3).map((name, index) => <Initials key={index} name={name} size="4.25rem" />)}</span>}
    />
  );
}

/** Only when I asked it of anybody: who, and the way back. */
function ApartWay() {
  const t = useT();
  const me = useMe();
  const asked = useQuery(apartQuery(me)).data;
  const link = useLink("/mijn/mensen/liever-niet");
  if (!asked?.length) return null;
  return <p><a {...link} className={own.quiet}>{t("meeting.apart.list")}</a></p>;
}
