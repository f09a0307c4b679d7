/** A wish of another organisation: who of ours could enjoy meeting this person, and asking it there. No client is asked yet (M-17). */
import { useQuery, queryOptions } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { answer, api, requestId } from "@/api/client";
import { askInRegion, type RegionalWish, whoForWishQuery, withdrawRequest } from "@/app/region";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { EmptyState } from "@/design/EmptyState";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { TextArea } from "@/design/TextArea";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { Compass, Seedling } from "@/pictograms";
import { useChange, useUndo } from "@/staff/change";
import { Refusal } from "../matches/parts";
import { PersonSearch } from "../matches/PersonSearch";
import type { Suggestion } from "../matches/queries";
import { namesIn } from "../matches/road";
import { SuggestionCard } from "../matches/Suggestions";
import { Sentences, useWishTitle, WishPaper } from "./parts";
import styles from "./region.module.css";

/** There is no way to read one alone, because nothing of it should outlive the list: null when it is not shown (any more). */
const wishQuery = (id: string) =>
  queryOptions({
    queryKey: ["region", "wish", id],
    queryFn: async (): Promise<RegionalWish | null> => {
      let pageToken: string | undefined;
      do {
        const page = await answer(api.GET("/api/v1/region/wishes", { params: { query: { pageSize: 500, pageToken } } }));
        const found = page.wishes?.find((wish) => wish.id === id);
        if (found) return found;
        pageToken = page.nextPageToken || undefined;
      } while (pageToken);
      return null;
    },
  });

export function AskPage() {
  const t = useT();
  const { regionalWishId } = useParams({ from: "/shell/regio/wensen/$regionalWishId" });
  const wish = useQuery(wishQuery(regionalWishId));
  const called = useWishTitle();
  const above = <Link to="/regio" search={{ deel: "wensen" }}>{t("region.title")}</Link>;
  return (
    <Page title={wish.data ? called(wish.data) : t("region.ask.title")} lead={t("region.ask.lead")} above={above}>
      <QueryView query={wish} isEmpty={(found) => !found} empty={<EmptyState title={t("region.ask.gone.title")} text={t("region.ask.gone.text")} pictogram={Seedling} />}>
        {(found) => found && (
          <>
            <WishPaper wish={found} title={t("region.ask.seen")} />
            <Choosing wish={found} />
          </>
        )}
      </QueryView>
    </Page>
  );
}

function Choosing({ wish }: { wish: RegionalWish }) {
  const t = useT();
  const who = useQuery(whoForWishQuery(wish.id ?? ""));
  const [chosen, setChosen] = useState<string | null>(null);
  const name = useNames([chosen ?? undefined])(chosen ?? undefined);
  return (
    <section className="stack">
      <div>
        <h2>{t("region.ask.who")}</h2>
        <p className="soft">{t("region.ask.who.help")}</p>
      </div>
      <QueryView query={who}>
        {(found) => {
          const suggestions = found.suggestions ?? [];
          return (
            <>
              {suggestions.length === 0 && <EmptyState title={t("region.ask.nobody.title")} text={t("region.ask.nobody.text")} pictogram={Compass} />}
              <Sentences title={t("region.ask.wouldHelp")} of={found.wouldHelp} />
              <ul className="grid plain-list" style={{ "--column": "21rem" } as React.CSSProperties}>
                {suggestions.map((one) => (
                  <li key={one.clientId} className={one.clientId === chosen ? styles.chosen : styles.card}>
                    <SuggestionCard suggestion={one} chosen={one.clientId === chosen} onToggle={() => setChosen(one.clientId === chosen ? null : (one.clientId ?? null))} />
                  </li>
                ))}
              </ul>
              <PersonSearch
                key={chosen ? name : ""}
                label={t("region.ask.someoneElse")}
                description={t("region.ask.someoneElse.help")}
                value={chosen ? { id: chosen, name } : null}
                onChange={setChosen}
              />
              {chosen && <Asking key={chosen} wish={wish} clientId={chosen} suggestion={suggestions.find((one) => one.clientId === chosen)} />}
            </>
          );
        }}
      </QueryView>
    </section>
  );
}

/** Why these two, in plain words and without a name (M-06). The software only began it. */
function Asking({ wish, clientId, suggestion }: { wish: RegionalWish; clientId: string; suggestion: Suggestion | undefined }) {
  const t = useT();
  const navigate = useNavigate();
  const undo = useUndo();
  const nameOf = useNames([clientId]);
  const organisation = wish.organisation?.name ?? "";
  const begun = (suggestion?.reasons ?? []).map((reason) => reason.nl ?? "").join(" ");
  const [reason, setReason, forget] = useDraft(`region:ask:${wish.id}:${clientId}`, begun);
  const ask = useChange({
    run: (words: string, once) => askInRegion({ regionalWishId: wish.id ?? "", clientId, reason: words }, once),
    refresh: [["region"]],
    onDone: async (made) => {
      forget();
      await navigate({ to: "/regio/vragen/$requestId", params: { requestId: made.id ?? "" } });
      undo(t("region.ask.done", { organisation }), async () => {
        await withdrawRequest(made, requestId());
        await navigate({ to: "/regio/wensen/$regionalWishId", params: { regionalWishId: wish.id ?? "" } });
      }, [["region"]]);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.start(reason);
  };
  const named = namesIn(reason, [nameOf(clientId, true)]);
  return (
    <form className={`${styles.person} ${styles.form}`} onSubmit={submit} noValidate>
      <h2>{t("region.ask.ask", { name: nameOf(clientId, true), organisation })}</h2>
      <TextArea
        label={t("region.ask.reason")}
        description={t("region.ask.reason.help", { organisation })}
        value={reason}
        onChange={setReason}
        error={ask.problem?.fields.reason}
        maxLength={1000}
      />
      {begun !== "" && reason === begun && <p className="soft small">{t("region.ask.reason.begun")}</p>}
      <div aria-live="polite">{named.length > 0 && <p className={styles.said}>{t("region.ask.reason.named", { name: named.join(", ") })}</p>}</div>
      <Refusal problem={ask.problem} labels={{ reason: t("region.ask.reason") }} people={[clientId]} />
      <p className="soft">{t("region.ask.promise", { name: nameOf(clientId, true), organisation })}</p>
      <div><Button kind="primary" type="submit" isPending={ask.isPending}>{t("region.ask.send", { organisation })}</Button></div>
    </form>
  );
}
