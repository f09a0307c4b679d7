/** Keeping and erasing: how long what is kept, what goes when, what is held, and every erasure with its receipt. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { requestId } from "@/api/client";
import { hasRole, useSession } from "@/api/session";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { TextField } from "@/design/TextField";
import { inLanguage } from "@/i18n/core";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { Seedling } from "@/pictograms";
import { useChange, useUndo } from "@/staff/change";
import { erasuresQuery, holdsQuery, liftHold, type LegalHold, placeHold, type Retention, retentionPreviewQuery, retentionQuery, type Rule, updateRetention } from "./queries";

export function KeepingPart() {
  const t = useT();
  const admin = hasRole(useSession().data, "organisation_admin");
  const retention = useQuery(retentionQuery);
  return (
    <div className="stack" style={{ "--gap": "var(--space-7)" } as React.CSSProperties}>
      <Erasures />
      {admin && <Holds />}
      <section className="stack">
        <h2>{t("erasing.keep.title")}</h2>
        <p className="soft">{t("erasing.keep.lead")}</p>
        <QueryView query={retention}>{(of) => <Schedule key={of.etag} of={of} admin={admin} />}</QueryView>
      </section>
    </div>
  );
}

function Erasures() {
  const t = useT();
  const format = useFormat();
  const erasures = useQuery(erasuresQuery);
  const nameOf = useNames((erasures.data ?? []).filter((one) => one.state !== "STATE_DONE").map((one) => one.clientId ?? ""));
  return (
    <section className="stack">
      <h2>{t("erasing.list.title")}</h2>
      <QueryView query={erasures} empty={<EmptyState title={t("erasing.list.empty")} text={t("erasing.list.emptyText")} pictogram={Seedling} />}>
        {(all) => (
          <ul className="grid plain-list">
            {all.map((one) => {
              const reported = (one.parts ?? []).filter((part) => part.time).length;
              const done = one.state === "STATE_DONE";
              const title = done ? t("erasing.list.done", { date: format.date(one.doneTime ?? "") }) : one.state === "STATE_UNDER_WAY" ? t("erasing.list.underWay") : nameOf(one.clientId ?? "");
              return (
                <li key={one.id}>
                  <Card level={3} title={title} href={one.state === "STATE_ASKED" || one.state === "STATE_WAITING" ? `/mensen/${one.clientId}/wissen` : `/organisatie/wissen/${one.id}`}
                    note={t(`erasing.by.${one.by ?? "BY_UNSPECIFIED"}`)}>
                    {one.state === "STATE_WAITING" && <p>{t("erasing.state.waiting", { date: format.date(one.dueTime ?? "") })}</p>}
                    {one.state === "STATE_ASKED" && <p>{t("erasing.state.asked")}</p>}
                    {one.state === "STATE_UNDER_WAY" && <p>{t("erasing.list.progress", { n: reported, of: (one.parts ?? []).length })}</p>}
                    {one.held && <p>{t("erasing.state.held")}</p>}
                    {done && <p>{t("erasing.list.receipt")}</p>}
                  </Card>
                </li>
              );
            })}
          </ul>
        )}
      </QueryView>
    </section>
  );
}

function Holds() {
  const t = useT();
  const format = useFormat();
  const holds = useQuery(holdsQuery);
  const nameOf = useNames((holds.data ?? []).map((hold) => hold.clientId ?? ""));
  const undo = useUndo();
  const lift = useChange({ run: (hold: LegalHold, once) => liftHold(hold, once), refresh: [["holds"], ["erasures"]], onDone: (_, hold) => undo(t("erasing.hold.lifted"), () => placeHold(hold.clientId ?? "", hold.reason ?? "", hold.untilDay ?? "", requestId()), [["holds"], ["erasures"]]) });
  return (
    <section className="stack">
      <h2>{t("erasing.hold.list")}</h2>
      <ErrorNote problem={lift.problem} />
      <QueryView query={holds} empty={<p className="soft">{t("erasing.hold.none")}</p>}>
        {(all) => (
          <ul className="grid plain-list">
            {all.map((hold) => (
              <li key={hold.id}>
                <Card level={3} title={nameOf(hold.clientId ?? "")} note={t("erasing.hold.stands", { date: format.date(hold.untilDay ?? "") })}>
                  <p>{hold.reason}</p>
                  <div className="cluster">
                    <Link to="/mensen/$clientId/wissen" params={{ clientId: hold.clientId ?? "" }}>{t("erasing.hold.look")}</Link>
                    <Button size="small" onPress={() => lift.start(hold)} isDisabled={lift.isPending}>{t("erasing.hold.lift")}</Button>
                  </div>
                </Card>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </section>
  );
}

function Schedule({ of, admin }: { of: Retention; admin: boolean }) {
  const t = useT();
  const [value, setValue, forget] = useDraft(`retention:${of.etag}`, {
    days: String(of.thinkingDays ?? 0),
    months: Object.fromEntries((of.rules ?? []).map((rule) => [rule.kind ?? "", String(rule.months ?? 0)])) as Record<string, string>,
  });
  const { days, months } = value;
  const [looked, setLooked] = useState<string[]>([]);
  const undo = useUndo();
  const save = useChange({
    run: (rules: Rule[], once) => updateRetention({ etag: of.etag, thinkingDays: Number(days), rules }, once),
    refresh: [["retention"], ["retentionPreview"]],
    onDone: (after) => {
      forget();
      undo(t("common.saved"), () => updateRetention({ ...of, etag: after.etag }, requestId()), [["retention"], ["retentionPreview"]]);
    },
  });
  const rules = of.rules ?? [];
  const [tried, setTried] = useState(false);
  const empty = [days, ...rules.map((rule) => months[rule.kind ?? ""] ?? "")].some((typed) => typed.trim() === "");
  // Nothing filled in is not the same as 0, which keeps it until somebody removes it.
  const wrong = (typed: string, path: string) => (tried && typed.trim() === "" ? t("erasing.keep.number") : save.problem?.fields[path]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!empty) save.start(rules.map((rule) => ({ kind: rule.kind, months: Number(months[rule.kind ?? ""]) || 0 })));
  };
  const labels = { "retention.thinkingDays": t("erasing.keep.days"), ...Object.fromEntries(rules.map((rule, index) => [`retention.rules[${index}].months`, inLanguage(t.language, rule, "what")])) };
  const chosen = () => rules.map((rule) => `${rule.kind}:${Number(months[rule.kind ?? ""]) || 0}`);
  return (
    <form className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties} onSubmit={submit} noValidate>
      <TextField label={t("erasing.keep.days")} type="number" value={days} onChange={(typed) => setValue({ ...value, days: typed })} isDisabled={!admin} error={wrong(days, "retention.thinkingDays")} />
      <ul className="grid plain-list">
        {rules.map((rule, index) => (
          <li key={rule.kind}>
            <Card level={3} title={inLanguage(t.language, rule, "what")}>
              <p>{inLanguage(t.language, rule, "why")}</p>
              <TextField
                label={t("erasing.keep.months", { since: inLanguage(t.language, rule, "since") })}
                description={rule.leastMonths ? t("erasing.keep.least", { n: rule.leastMonths, usual: rule.usualMonths ?? 0 }) : t("erasing.keep.usual", { n: rule.usualMonths ?? 0 })}
                type="number"
                value={months[rule.kind ?? ""] ?? ""}
                onChange={(typed) => setValue({ ...value, months: { ...months, [rule.kind ?? ""]: typed } })}
                isDisabled={!admin}
                error={wrong(months[rule.kind ?? ""] ?? "", `retention.rules[${index}].months`)}
              />
            </Card>
          </li>
        ))}
      </ul>
      <ErrorNote problem={tried && empty ? null : save.problem} labels={labels} />
      <div className="cluster">
        <Button onPress={() => setLooked(chosen())}>{t("erasing.keep.look")}</Button>
        {admin && <Button kind="primary" type="submit" isPending={save.isPending}>{t("erasing.keep.save")}</Button>}
      </div>
      {looked.length > 0 && <Ahead rules={looked} of={rules} />}
    </form>
  );
}

function Ahead({ rules, of }: { rules: string[]; of: Rule[] }) {
  const t = useT();
  const format = useFormat();
  const preview = useQuery(retentionPreviewQuery(rules));
  return (
    <section className="stack" aria-live="polite">
      <h3>{t("erasing.keep.ahead")}</h3>
      <QueryView query={preview} isEmpty={(found) => (found.due?.length ?? 0) === 0} empty={<p>{t("erasing.keep.nothing")}</p>}>
        {(found) => (
          <ul>
            {[...(found.due ?? [])].sort((a, b) => (a.day ?? "").localeCompare(b.day ?? "")).map((due) => {
              const rule = of.find((one) => one.kind === due.kind);
              return (
                <li key={`${due.kind}${due.day}`}>
                  {t("erasing.keep.due", { date: format.date(due.day ?? ""), what: rule ? inLanguage(t.language, rule, "what") : "", n: due.count ?? 0 })}
                  {(due.held ?? 0) > 0 && ` ${t("erasing.keep.held", { n: due.held ?? 0 })}`}
                </li>
              );
            })}
          </ul>
        )}
      </QueryView>
      {(preview.data?.unknown?.length ?? 0) > 0 && <p className="soft">{t("erasing.unknown")}</p>}
    </section>
  );
}
