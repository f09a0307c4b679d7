/** From a wish to an idea: who could suit, in sentences; a support worker chooses one or more (M-06, M-11). */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { EmptyState } from "@/design/EmptyState";
import { Initials } from "@/design/Initials";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { Seedling } from "@/pictograms";
import { useChange, useUndo } from "@/staff/change";
import { ChangeNote } from "./parts";
import { PersonSearch } from "./PersonSearch";
import { createMatch, endMatch, type NewPerson, openWishesQuery, type Suggestion, suggestionsQuery, type Wish, wishQuery } from "./queries";
import { NotFirst, Nobody, SuggestionCard } from "./Suggestions";
import { around } from "./useMatchChange";
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

function Wishes({ of }: { of: readonly Wish[] }) {
  const t = useT();
  const format = useFormat();
  const nameOf = useNames(of.map((wish) => wish.clientId));
  return (
    <ul className="grid plain-list" style={{ "--column": "20rem" } as React.CSSProperties}>
      {of.map((wish) => (
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
  );
}

function OneWish({ id }: { id: string }) {
  const wish = useQuery(wishQuery(id));
  const suggestions = useQuery(suggestionsQuery(id));
  return (
    <QueryView query={wish}>
      {(found) => (
        <>
          <WishQuote wish={found} />
          <QueryView query={suggestions}>
            {(answer) => (
              <>
                <Choosing wish={found} suggestions={answer.suggestions ?? []} nobody={<Nobody of={answer.wouldHelp ?? []} clientId={found.clientId} />} />
                <NotFirst of={answer.notFirst ?? []} />
              </>
            )}
          </QueryView>
        </>
      )}
    </QueryView>
  );
}

/** What spoke for somebody, kept until the proposal is written: an idea itself does not remember it. */
export type ReasonsKept = Record<string, { nl: string; en: string }[]>;
export const reasonsKey = (wishId: string | undefined): string => `match:reasons:${wishId ?? ""}`;

function Choosing({ wish, suggestions, nobody }: { wish: Wish; suggestions: readonly Suggestion[]; nobody: React.ReactNode }) {
  const t = useT();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const undo = useUndo();
  const [chosen, setChosen] = useState<NewPerson[]>([]);
  const [, keepReasons] = useDraft<ReasonsKept>(reasonsKey(wish.id), {});
  const save = useChange({
    refresh: around,
    run: (others: NewPerson[], requestId) => createMatch(wish.id ?? "", others, requestId),
    onDone: async (match) => {
      keepReasons(Object.fromEntries(suggestions.map((one) => [one.clientId ?? "", (one.reasons ?? []).map(({ nl = "", en = "" }) => ({ nl, en }))])));
      queries.setQueryData(["matches", match.id], match);
      await navigate({ to: "/koppelingen/$matchId", params: { matchId: match.id ?? "" } });
      const back = async () => {
        await endMatch(match, {}, crypto.randomUUID());
        await navigate({ to: "/koppelingen/nieuw", search: { wens: wish.id } });
      };
      undo(t("matches.suggest.kept"), back, around);
    },
  });
  const has = (clientId: string | undefined) => chosen.some((one) => one.clientId === clientId);
  const toggle = (one: NewPerson) => setChosen(has(one.clientId) ? chosen.filter((other) => other.clientId !== one.clientId) : [...chosen, one]);
  return (
    <>
      {suggestions.length === 0 ? nobody : (
        <ul className="grid plain-list" style={{ "--column": "21rem" } as React.CSSProperties}>
          {suggestions.map((one) => (
            <li key={one.clientId} className={has(one.clientId) ? styles.chosen : styles.card}>
              <SuggestionCard suggestion={one} chosen={has(one.clientId)} onToggle={() => toggle({ clientId: one.clientId, networker: one.networker })} />
            </li>
          ))}
        </ul>
      )}
      <PersonSearch
        key={chosen.length}
        label={t("matches.suggest.someoneElse")}
        description={t("matches.suggest.someoneElse.help")}
        without={[wish.clientId ?? "", ...chosen.map((one) => one.clientId ?? "")]}
        onChange={(clientId) => clientId && setChosen([...chosen, suggestions.find((one) => one.clientId === clientId) ?? { clientId }])}
      />
      <ChangeNote problem={save.problem} />
      {chosen.length > 0 && (
        <Foot
          people={chosen.map((one) => one.clientId ?? "")}
          isPending={save.isPending}
          onKeep={() => save.start(chosen.map(({ clientId, networker }) => ({ clientId, networker })))}
          onClear={() => setChosen([])}
        />
      )}
    </>
  );
}

function Foot({ people, isPending, onKeep, onClear }: { people: string[]; isPending: boolean; onKeep: () => void; onClear: () => void }) {
  const t = useT();
  const format = useFormat();
  const nameOf = useNames(people);
  return (
    <div className={styles.foot} role="region" aria-label={t("matches.picked")}>
      <div>
        <p className={styles.strong} aria-live="polite">{t("matches.suggest.foot", { names: format.list(people.map((id) => nameOf(id))) })}</p>
        <p className="soft small">{t("matches.suggest.footNote")}</p>
      </div>
      <div className="cluster">
        <Button kind="primary" isPending={isPending} onPress={onKeep}>{t("matches.suggest.keep")}</Button>
        <Button kind="quiet" onPress={onClear}>{t("common.cancel")}</Button>
      </div>
    </div>
  );
}
