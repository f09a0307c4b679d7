/** The question as a support worker puts it: how, why, and which guidance (M-05, M-06, M-07). Software only began the words. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { HowTo } from "../howto/HowTo";
import { reasonsKey, type ReasonsKept } from "./Choosing";
import { makings } from "./EditPage";
import { ChangeNote, idsOf, NameQuestion, useMatchNames } from "./parts";
import { type Making, type Match, matchQuery, propose, type Proposal, wishQuery } from "./queries";
import { stateOf } from "./road";
import { useMatchChange } from "./useMatchChange";
import { WishQuote } from "./WishQuote";
import styles from "./matches.module.css";

export function ProposePage() {
  const t = useT();
  const { matchId } = useParams({ from: "/shell/koppelingen/$matchId/voorstellen" });
  const match = useQuery(matchQuery(matchId));
  const wish = useQuery({ ...wishQuery(match.data?.wishId ?? ""), enabled: !!match.data?.wishId });
  const { called } = useMatchNames([match.data]);
  return (
    <Page
      title={t("matches.propose.title", { names: called(match.data) })}
      lead={t("matches.propose.lead")}
      above={<Link to="/koppelingen/$matchId" params={{ matchId }}>{called(match.data)}</Link>}
      width="text"
    >
      <HowTo about="proposal" />
      <QueryView query={match}>
        {(found) =>
          stateOf(found) === "STATE_IDEA" ? (
            <>
              {wish.data && <WishQuote wish={wish.data} />}
              <ProposalForm match={found} />
            </>
          ) : (
            <Card title={t("matches.propose.notIdea")}>
              <Link to="/koppelingen/$matchId" params={{ matchId }}>{t("matches.thanks.toMatch")}</Link>
            </Card>
          )
        }
      </QueryView>
    </Page>
  );
}

/** A beginning out of what spoke for these people. */
function beginning(kept: ReasonsKept, match: Match): string {
  const lines = idsOf(match).flatMap((id) => (kept[id] ?? []).map((one) => one.nl));
  return [...new Set(lines)].join(" ");
}

function ProposalForm({ match }: { match: Match }) {
  const t = useT();
  const navigate = useNavigate();
  const { nameOf, names } = useMatchNames([match]);
  const [kept, , forgetReasons] = useDraft<ReasonsKept>(reasonsKey(match.wishId), {});
  const begun = beginning(kept, match);
  const [form, setForm, forget] = useDraft<Proposal>(`match:propose:${match.id}`, { making: "MAKING_UNSPECIFIED", reason: begun, guidanceNeeded: "" });
  const save = useMatchChange(match.id ?? "", (proposal: Proposal, requestId) => propose(match, proposal, requestId), async (after) => {
    forget();
    forgetReasons();
    if (!after.notice) toast(t("matches.propose.done"));
    await navigate({ to: "/koppelingen/$matchId", params: { matchId: match.id ?? "" } });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(form);
  };
  const set = (change: Partial<Proposal>) => setForm({ ...form, ...change });
  const fields = save.problem?.fields ?? {};
  // The server says per person what is still to be talked about; the note names them.
  const labels = Object.fromEntries(
    idsOf(match).flatMap((id, index) => ["consent", "wish", "talents", "couldMean"].map((part) => [`participants[${index}].${part}`, nameOf(id)])),
  );
  const notReady = idsOf(match).filter((_, index) => Object.keys(fields).some((path) => path.startsWith(`participants[${index}]`)));
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <RadioCards<Making>
        label={t("matches.propose.making")}
        value={form.making === "MAKING_UNSPECIFIED" ? null : form.making}
        onChange={(making) => set({ making })}
        error={fields.making}
        options={makings.map((making) => ({ value: making, label: t(`matches.propose.making.${making}`), description: t(`matches.propose.making.${making}.help`) }))}
      />
      <div className="stack" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
        <TextArea
          label={t("matches.propose.reason")}
          description={t("matches.propose.reason.help")}
          value={form.reason}
          onChange={(reason) => set({ reason })}
          error={fields.reason}
          maxLength={1000}
        />
        {begun !== "" && form.reason === begun && <p className="soft small">{t("matches.propose.reason.prefilled")}</p>}
        <NameQuestion text={form.reason} ids={idsOf(match)} />
      </div>
      <TextArea
        label={t("matches.propose.guidance")}
        description={t("matches.propose.guidance.help")}
        value={form.guidanceNeeded}
        onChange={(guidanceNeeded) => set({ guidanceNeeded })}
        error={fields.guidanceNeeded}
        maxLength={1000}
      />
      <ChangeNote problem={save.problem} labels={labels} people={idsOf(match)} />
      {notReady.length > 0 && (
        <div className="cluster">
          {notReady.map((id) => <Link key={id} to="/mensen/$clientId" params={{ clientId: id }} className={buttonClass("secondary", "small")}>{t("matches.propose.person", { name: names([id]) })}</Link>)}
        </div>
      )}
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("matches.propose.send")}</Button>
        <Link to="/koppelingen/$matchId" params={{ matchId: match.id ?? "" }} className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </form>
  );
}
