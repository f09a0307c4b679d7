/** From a wish to an idea: who could suit, in sentences; a support worker chooses one or more (M-06, M-11). */
import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { EmptyState } from "@/design/EmptyState";
import { Initials } from "@/design/Initials";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { matches } from "@/design/search";
import { TextField } from "@/design/TextField";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { Seedling } from "@/pictograms";
import { HowTo } from "../howto/HowTo";
import { Choosing } from "./Choosing";
import { openWishesQuery, suggestionsQuery, type Wish, wishQuery } from "./queries";
import { NotFirst, Nobody } from "./Suggestions";
import { WishQuote } from "./WishQuote";
import styles from "./matches.module.css";

export function FromWishPage() {
  const t = useT();
  const { wens } = useSearch({ from: "/shell/koppelingen/nieuw" });
  const above = <Link to="/koppelingen">{t("matches.title")}</Link>;
  if (!wens) {
    return <Page title={t("matches.wish.choose")} lead={t("matches.wish.chooseLead")} above={above}><ChooseWish /></Page>;
  }
  return <Page title={t("matches.suggest.title")} lead={t("matches.suggest.lead")} above={above}><OneWish key={wens} id={wens} /></Page>;
}

function ChooseWish() {
  const t = useT();
  const wishes = useQuery(openWishesQuery);
  const empty = (
    <EmptyState
      title={t("matches.wish.empty.title")}
      text={t("matches.wish.empty.text")}
      pictogram={Seedling}
      action={<Link to="/mensen">{t("matches.wish.people")}</Link>}
    />
  );
  return <QueryView query={wishes} empty={empty}>{(list) => <Wishes of={list} />}</QueryView>;
}

/** So many are seen at a look; with more one wants to type. */
const soonSeen = 6;

function Wishes({ of }: { of: readonly Wish[] }) {
  const t = useT();
  const format = useFormat();
  const nameOf = useNames(of.map((wish) => wish.clientId));
  const [typed, setTyped] = useState("");
  const found = of.filter((wish) => matches([nameOf(wish.clientId), wish.ownWords, ...(wish.interests ?? [])].join(" "), typed));
  return (
    <>
      {of.length > soonSeen && (
        <div role="search"><TextField type="search" label={t("matches.wish.search")} value={typed} onChange={setTyped} autoComplete="off" /></div>
      )}
      {found.length === 0 && <EmptyState title={t("common.nothingFound")} action={<Button onPress={() => setTyped("")}>{t("matches.none.clear")}</Button>} />}
      <ul className="grid plain-list" style={{ "--column": "20rem" } as React.CSSProperties}>
        {found.map((wish) => (
          <li key={wish.id} className={styles.card}>
            <Card
              href={`/koppelingen/nieuw?wens=${wish.id}`}
              mark={<Initials name={nameOf(wish.clientId)} />}
              title={nameOf(wish.clientId)}
              note={wish.createTime && t("matches.wish.said", { when: format.ago(wish.createTime) })}
            >
              <p>{wish.ownWords || t("matches.wish.picture")}</p>
            </Card>
          </li>
        ))}
      </ul>
    </>
  );
}

function OneWish({ id }: { id: string }) {
  const wish = useQuery(wishQuery(id));
  const suggestions = useQuery(suggestionsQuery(id));
  return (
    <QueryView query={wish}>
      {(found) => (
        <>
          <HowTo about="suggestion" />
          <WishQuote wish={found} />
          <QueryView query={suggestions}>
            {(answer) => (
              <>
                <Choosing key={found.id} wish={found} suggestions={answer.suggestions ?? []} nobody={<Nobody of={answer.wouldHelp ?? []} clientId={found.clientId} />} />
                <NotFirst of={answer.notFirst ?? []} />
              </>
            )}
          </QueryView>
        </>
      )}
    </QueryView>
  );
}
