/** Choosing out of what was suggested: one or more, a few side by side, or somebody one knows oneself. Kept as an idea. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { useChange, useUndo } from "@/staff/change";
import { Compare, mostBeside } from "./Compare";
import { withdraw } from "./life";
import { ChangeNote } from "./parts";
import { PersonSearch } from "./PersonSearch";
import { createMatch, type NewPerson, type Suggestion, type Wish } from "./queries";
import { SuggestionCard } from "./Suggestions";
import { around } from "./useMatchChange";
import styles from "./matches.module.css";

/** What spoke for somebody, kept until the proposal is written: an idea itself does not remember it. */
export type ReasonsKept = Record<string, { nl: string; en: string }[]>;
export const reasonsKey = (wishId: string | undefined): string => `match:reasons:${wishId ?? ""}`;

interface ChoosingProps {
  wish: Wish;
  suggestions: readonly Suggestion[];
  /** When there is nobody. */
  nobody: React.ReactNode;
}

export function Choosing({ wish, suggestions, nobody }: ChoosingProps) {
  const t = useT();
  const [chosen, setChosen] = useState<NewPerson[]>([]);
  const keep = useKeeping(wish, suggestions);
  const beside = useBeside(suggestions);
  const wishes = useNames([wish.clientId])(wish.clientId, true);
  const has = (clientId: string | undefined) => chosen.some((one) => one.clientId === clientId);
  const toggle = ({ clientId, networker }: NewPerson) =>
    setChosen(has(clientId) ? chosen.filter((other) => other.clientId !== clientId) : [...chosen, { clientId, networker }]);
  return (
    <>
      {beside.shown && (
        <section className="stack">
          <div className="cluster" style={{ justifyContent: "space-between" }}>
            <h2>{t("matchlife.compare.title")}</h2>
            <Button kind="quiet" onPress={beside.close}><span className={styles.back}>{t("matchlife.compare.back")}</span></Button>
          </div>
          <Compare people={beside.people} name={wishes} isChosen={has} onToggle={toggle} />
        </section>
      )}
      {!beside.shown && suggestions.length === 0 && nobody}
      {!beside.shown && suggestions.length > 0 && (
        <ul className="grid plain-list" style={{ "--column": "21rem" } as React.CSSProperties}>
          {suggestions.map((one) => (
            <li key={one.clientId} className={has(one.clientId) ? styles.chosen : styles.card}>
              <SuggestionCard
                suggestion={one}
                wishes={wishes}
                chosen={has(one.clientId)}
                onToggle={() => toggle(one)}
                beside={suggestions.length > 1 ? { on: beside.has(one.clientId), full: beside.people.length >= mostBeside, onToggle: () => beside.toggle(one.clientId) } : undefined}
              />
            </li>
          ))}
        </ul>
      )}
      {!beside.shown && (
        <PersonSearch
          key={chosen.length}
          label={t("matches.suggest.someoneElse")}
          description={t("matches.suggest.someoneElse.help")}
          without={[wish.clientId ?? "", ...chosen.map((one) => one.clientId ?? "")]}
          onChange={(clientId) => clientId && toggle(suggestions.find((one) => one.clientId === clientId) ?? { clientId })}
        />
      )}
      <ChangeNote problem={keep.problem} />
      {(chosen.length > 0 || (beside.people.length > 0 && !beside.shown)) && (
        <Foot
          people={chosen.map((one) => one.clientId ?? "")}
          beside={beside}
          isPending={keep.isPending}
          onKeep={() => keep.start(chosen)}
          onClear={() => {
            setChosen([]);
            beside.clear();
          }}
        />
      )}
    </>
  );
}

/** Keeps what was chosen as an idea, with the way back. */
function useKeeping(wish: Wish, suggestions: readonly Suggestion[]) {
  const t = useT();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const undo = useUndo();
  const [, keepReasons] = useDraft<ReasonsKept>(reasonsKey(wish.id), {});
  return useChange({
    refresh: around,
    run: (others: NewPerson[], requestId) => createMatch(wish.id ?? "", others, requestId),
    onDone: async (match) => {
      keepReasons(Object.fromEntries(suggestions.map((one) => [one.clientId ?? "", (one.reasons ?? []).map(({ nl = "", en = "" }) => ({ nl, en }))])));
      queries.setQueryData(["matches", match.id], match);
      await navigate({ to: "/koppelingen/$matchId", params: { matchId: match.id ?? "" } });
      const back = async () => {
        await withdraw(match, crypto.randomUUID());
        await navigate({ to: "/koppelingen/nieuw", search: { wens: wish.id } });
      };
      undo(t("matches.suggest.kept"), back, around);
    },
  });
}

interface Beside {
  people: Suggestion[];
  shown: boolean;
  has: (clientId: string | undefined) => boolean;
  toggle: (clientId: string | undefined) => void;
  show: () => void;
  close: () => void;
  clear: () => void;
}

/** Who is laid side by side lives in the address, so that "back" leads back to everybody. */
function useBeside(suggestions: readonly Suggestion[]): Beside {
  const search = useSearch({ from: "/shell/koppelingen/nieuw" });
  const navigate = useNavigate({ from: "/koppelingen/nieuw" });
  const [put, setPut] = useState<string[]>(search.naast ?? []);
  const people = put.map((id) => suggestions.find((one) => one.clientId === id)).filter((one) => !!one);
  const go = (naast: string[] | undefined) => void navigate({ search: { ...search, naast } });
  return {
    people,
    shown: !!search.naast && people.length > 1,
    has: (id) => put.includes(id ?? ""),
    toggle: (id = "") => setPut(put.includes(id) ? put.filter((other) => other !== id) : [...put, id].slice(0, mostBeside)),
    show: () => go(put),
    close: () => go(undefined),
    clear: () => setPut([]),
  };
}

interface FootProps {
  people: string[];
  beside: Beside;
  isPending: boolean;
  onKeep: () => void;
  onClear: () => void;
}

function Foot({ people, beside, isPending, onKeep, onClear }: FootProps) {
  const t = useT();
  const format = useFormat();
  const laid = beside.shown ? [] : beside.people.map((one) => one.clientId ?? "");
  const nameOf = useNames([...people, ...laid]);
  return (
    <div className={styles.foot} role="region" aria-label={t("matches.picked")}>
      <div aria-live="polite">
        {people.length > 0 && <p className={styles.strong}>{t("matches.suggest.foot", { names: format.list(people.map((id) => nameOf(id))) })}</p>}
        {laid.length > 0 && <p>{t(laid.length > 1 ? "matchlife.compare.foot" : "matchlife.compare.oneMore", { names: format.list(laid.map((id) => nameOf(id, true))) })}</p>}
        {people.length > 0 && <p className="soft small">{t("matches.suggest.footNote")}</p>}
      </div>
      <div className="cluster">
        {people.length > 0 && <Button kind="primary" isPending={isPending} onPress={onKeep}>{t("matches.suggest.keep")}</Button>}
        {laid.length > 1 && <Button onPress={beside.show}>{t("matchlife.compare.show")}</Button>}
        <Button kind="quiet" onPress={onClear}>{t("common.cancel")}</Button>
      </div>
    </div>
  );
}
