/** Forgetting somebody: first what would go and what stays, then asking, then time to think in which it is taken back with one tap. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { requestId } from "@/api/client";
import { hasRole, useSession } from "@/api/session";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { useChange, useUndo } from "@/staff/change";
import { askErasure, changeErasure, clientErasureQuery, type Erasure, type ErasureVerb, type LegalHold, liftHold, type Line, placeHold, previewQuery } from "./queries";

const refresh = [["erasures"], ["holds"], ["clients"]];

export function ErasePersonPage() {
  const t = useT();
  const { clientId } = useParams({ from: "/shell/mensen/$clientId/wissen" });
  const name = useNames([clientId]);
  const state = useQuery(clientErasureQuery(clientId));
  const session = useSession().data;
  const admin = hasRole(session, "organisation_admin");
  // Who administers, and no more, has no page of a person to go back to.
  const guides = hasRole(session, "support_worker", "network_lead", "coordinator");
  return (
    <Page
      title={t("erasing.person.title")}
      lead={t("erasing.person.lead", { name: name(clientId, true) })}
      above={guides ? <Link to="/mensen/$clientId" params={{ clientId }}>{name(clientId)}</Link> : <Link to="/organisatie" search={{ deel: "bewaren" }}>{t("erasing.person.back")}</Link>}
      width="text"
    >
      <QueryView query={state}>
        {(found) => (
          <div className="stack" style={{ "--gap": "var(--space-6)" } as React.CSSProperties}>
            {found.held && <HeldNote hold={found.hold} admin={admin} />}
            {found.erasure ? <Standing of={found.erasure} days={found.thinkingDays ?? 0} /> : <Ask clientId={clientId} days={found.thinkingDays ?? 0} />}
            <Preview clientId={clientId} />
            {admin && !found.held && <PlaceHold clientId={clientId} />}
          </div>
        )}
      </QueryView>
    </Page>
  );
}

function Preview({ clientId }: { clientId: string }) {
  const t = useT();
  const preview = useQuery(previewQuery(clientId));
  return (
    <QueryView query={preview}>
      {(of) => (
        <div className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties}>
          <Lines title={t("erasing.goes")} of={of.goes} />
          <Lines title={t("erasing.stays")} of={of.stays} />
          {(of.mentions?.length ?? 0) > 0 && <Lines title={t("erasing.mentions")} lead={t("erasing.mentionsLead")} of={of.mentions} />}
          {(of.unknown?.length ?? 0) > 0 && <p className="soft">{t("erasing.unknown")}</p>}
        </div>
      )}
    </QueryView>
  );
}

export function Lines({ title, lead, of }: { title: string; lead?: string; of?: Line[] }) {
  const t = useT();
  return (
    <section className="stack">
      <h2>{title}</h2>
      {lead && <p className="soft">{lead}</p>}
      <ul>
        {(of ?? []).map((line) => (
          <li key={`${line.part}${line.nl}`}>{(line.count ?? 0) > 0 ? t.count("erasing.line", line.count ?? 0, { what: t.language === "nl" ? line.nl ?? "" : line.en ?? "" }) : t.language === "nl" ? line.nl : line.en}</li>
        ))}
      </ul>
    </section>
  );
}

function Ask({ clientId, days }: { clientId: string; days: number }) {
  const t = useT();
  const may = hasRole(useSession().data, "coordinator", "organisation_admin");
  const [note, setNote, forget] = useDraft(`erase:${clientId}`, "");
  const undo = useUndo();
  const ask = useChange({
    run: (by: NonNullable<Erasure["by"]>, once) => askErasure(clientId, by, note, once),
    refresh,
    onDone: (asked) => {
      forget();
      undo(t("erasing.asked"), () => changeErasure("cancel", asked, requestId()), refresh);
    },
  });
  return (
    <Card tone="sky" title={t("erasing.ask.title")}>
      <p>{t("erasing.ask.text", { days })}</p>
      <TextArea label={t("erasing.ask.note")} value={note} onChange={setNote} optional maxLength={500} />
      <ErrorNote problem={ask.problem} />
      <div className="cluster">
        <Button onPress={() => ask.start("BY_CLIENT")} isDisabled={ask.isPending}>{t("erasing.ask.client")}</Button>
        <Button onPress={() => ask.start("BY_REPRESENTATIVE")} isDisabled={ask.isPending}>{t("erasing.ask.representative")}</Button>
        {may && <Button onPress={() => ask.start("BY_ORGANISATION")} isDisabled={ask.isPending}>{t("erasing.ask.organisation")}</Button>}
      </div>
    </Card>
  );
}

/** What was asked and is not over: when it is carried out, taking it back, and doing it at once with two. */
export function Standing({ of, days }: { of: Erasure; days: number }) {
  const t = useT();
  const format = useFormat();
  const session = useSession().data;
  const change = useChange({ run: (verb: ErasureVerb, once) => changeErasure(verb, of, once), refresh, onDone: (_, verb) => toast(t(`erasing.did.${verb}`)) });
  const asked = of.state === "STATE_ASKED";
  const underWay = of.state === "STATE_UNDER_WAY";
  const hastens = !asked && !underWay && (of.secondYesWanted ? of.secondYesYours && hasRole(session, "coordinator", "organisation_admin") : hasRole(session, "organisation_admin"));
  return (
    <Card tone="apricot" title={t(asked ? "erasing.state.asked" : underWay ? "erasing.state.underWay" : "erasing.state.waiting", { date: of.dueTime ? format.date(of.dueTime) : "" })}>
      <p>{t(`erasing.by.${of.by ?? "BY_UNSPECIFIED"}`)}{of.note && ` “${of.note}”`}</p>
      {asked && <p>{t("erasing.state.askedText", { days })}</p>}
      {of.held && <p>{t("erasing.state.held")}</p>}
      {of.secondYesWanted && <p>{t(of.secondYesYours ? "erasing.second.yours" : "erasing.second.wait")}</p>}
      <ErrorNote problem={change.problem} />
      {!underWay && (
        <div className="cluster">
          <Button kind="primary" onPress={() => change.start("cancel")} isDisabled={change.isPending}>{t("erasing.cancel")}</Button>
          {asked && <Button onPress={() => change.start("begin")} isDisabled={change.isPending}>{t("erasing.begin")}</Button>}
          {hastens && <Button kind="quiet" onPress={() => change.start("hasten")} isDisabled={change.isPending}>{t(of.secondYesWanted ? "erasing.second.yes" : "erasing.hasten")}</Button>}
        </div>
      )}
    </Card>
  );
}

function HeldNote({ hold, admin }: { hold?: LegalHold; admin: boolean }) {
  const t = useT();
  const format = useFormat();
  const undo = useUndo();
  const lift = useChange({
    run: (of: LegalHold, once) => liftHold(of, once),
    refresh,
    onDone: (_, of) => undo(t("erasing.hold.lifted"), () => placeHold(of.clientId ?? "", of.reason ?? "", of.untilDay ?? "", requestId()), refresh),
  });
  return (
    <Card tone="lilac" title={t("erasing.hold.stands", { date: format.date(hold?.untilDay ?? "") })}>
      <p>{t("erasing.hold.text")}</p>
      {hold?.reason && <p className="cluster"><Chip>{t("erasing.hold.reason")}</Chip> {hold.reason}</p>}
      <ErrorNote problem={lift.problem} />
      {admin && hold && <div><Button size="small" onPress={() => lift.start(hold)} isDisabled={lift.isPending}>{t("erasing.hold.lift")}</Button></div>}
    </Card>
  );
}

function PlaceHold({ clientId }: { clientId: string }) {
  const t = useT();
  const [hold, setHold, forget] = useDraft(`hold:${clientId}`, { reason: "", until: "" });
  const undo = useUndo();
  const place = useChange({
    run: (of: typeof hold, once) => placeHold(clientId, of.reason, of.until, once),
    refresh,
    onDone: (placed) => {
      forget();
      undo(t("erasing.hold.placed"), () => liftHold(placed, requestId()), refresh);
    },
  });
  return (
    <section className="stack">
      <h2>{t("erasing.hold.title")}</h2>
      <p className="soft">{t("erasing.hold.lead")}</p>
      <TextArea label={t("erasing.hold.reason")} value={hold.reason} onChange={(reason) => setHold({ ...hold, reason })} error={place.problem?.fields.reason} maxLength={500} />
      <TextField label={t("erasing.hold.until")} type="date" value={hold.until} onChange={(until) => setHold({ ...hold, until })} error={place.problem?.fields.until_day} />
      <ErrorNote problem={place.problem} />
      <div><Button onPress={() => place.start(hold)} isDisabled={place.isPending || !hold.reason || !hold.until}>{t("erasing.hold.place")}</Button></div>
    </section>
  );
}

