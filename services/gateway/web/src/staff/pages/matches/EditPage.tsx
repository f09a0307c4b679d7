/** Changing what support workers wrote about a match. Nobody is asked anew by it. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent } from "react";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { isOvertaken, useEdit } from "@/staff/change";
import { Overtaken } from "@/staff/Overtaken";
import { Citizens } from "./Citizens";
import { updateMatch, type Written } from "./life";
import { ChangeNote, idsOf, NameQuestion, useMatchNames } from "./parts";
import { type Making, type Match, matchQuery } from "./queries";
import { useMatchChange } from "./useMatchChange";
import styles from "./matches.module.css";

export const makings = ["MAKING_POINTING_OUT", "MAKING_CONNECTING", "MAKING_ENCOURAGING_MEETING", "MAKING_INTRODUCING"] as const;

export function EditPage() {
  const t = useT();
  const { matchId } = useParams({ from: "/shell/koppelingen/$matchId/wijzigen" });
  const match = useQuery(matchQuery(matchId));
  const { called } = useMatchNames([match.data]);
  const names = called(match.data);
  return (
    <Page
      title={t("matchlife.edit.title", { names })}
      lead={t("matchlife.edit.lead")}
      above={<Link to="/koppelingen/$matchId" params={{ matchId }}>{names}</Link>}
      width="text"
    >
      <QueryView query={match}>{(found) => <EditForm match={found} />}</QueryView>
    </Page>
  );
}

type Form = Written & { etag: string };

const formOf = (match: Match): Form => ({
  etag: match.etag ?? "",
  reason: match.reason ?? "",
  guidanceNeeded: match.guidanceNeeded ?? "",
  making: match.making ?? "MAKING_UNSPECIFIED",
  beganAt: match.beganAt ?? "",
  citizens: match.citizens ?? 0,
});

/** Only what somebody changed goes along. */
function changedIn(form: Form, now: Form): Partial<Written> {
  const { etag: _, ...written } = form;
  return Object.fromEntries(Object.entries(written).filter(([field, value]) => value !== now[field as keyof Written]));
}

function EditForm({ match }: { match: Match }) {
  const t = useT();
  const navigate = useNavigate();
  const now = formOf(match);
  const edit = useEdit<Form>(`match:edit:${match.id}`, now);
  const { value, set } = edit;
  const to = { to: "/koppelingen/$matchId", params: { matchId: match.id ?? "" } } as const;
  const done = async () => {
    edit.forget();
    toast(t("common.saved"));
    await navigate(to);
  };
  const save = useMatchChange(match.id ?? "", (form: Form, requestId) => updateMatch({ id: match.id, etag: form.etag }, changedIn(form, now), requestId), done);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (Object.keys(changedIn(value, now)).length > 0) save.start(value);
    else void done();
  };
  const fields = save.problem?.fields ?? {};
  // A match that came about by itself was not proposed: it has no reason and no way of making.
  const made = match.origin === "ORIGIN_MADE" && match.state !== "STATE_IDEA";
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {made && <Reason match={match} value={value} set={set} fields={fields} />}
      {match.origin === "ORIGIN_SPONTANEOUS" && (
        <TextField optional label={t("matches.spontaneous.beganAt")} description={t("matches.spontaneous.beganAt.help")} value={value.beganAt} onChange={(beganAt) => set({ beganAt })} error={fields["match.beganAt"]} maxLength={200} />
      )}
      <TextArea
        optional={!made}
        label={t("matches.propose.guidance")}
        description={t("matches.propose.guidance.help")}
        value={value.guidanceNeeded}
        onChange={(guidanceNeeded) => set({ guidanceNeeded })}
        error={fields["match.guidanceNeeded"]}
        maxLength={1000}
      />
      <Citizens n={value.citizens} onChange={(citizens) => set({ citizens })} />
      {isOvertaken(save.problem) && value.etag !== match.etag
        ? <Overtaken edit={edit} now={[{ label: t("matches.propose.reason"), text: now.reason }, { label: t("matches.propose.guidance"), text: now.guidanceNeeded }, { label: t("matches.spontaneous.beganAt"), text: now.beganAt }]} />
        : !isOvertaken(save.problem) && <ChangeNote problem={save.problem} />}
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
        <Link {...to} className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </form>
  );
}

function Reason({ match, value, set, fields }: { match: Match; value: Form; set: (change: Partial<Form>) => void; fields: Record<string, string> }) {
  const t = useT();
  return (
    <>
      <div className="stack" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
        <TextArea
          label={t("matches.propose.reason")}
          description={t("matches.propose.reason.help")}
          value={value.reason}
          onChange={(reason) => set({ reason })}
          error={fields["match.reason"]}
          maxLength={1000}
        />
        <NameQuestion text={value.reason} ids={idsOf(match)} />
      </div>
      <RadioCards<Making>
        label={t("matches.propose.making")}
        value={value.making === "MAKING_UNSPECIFIED" ? null : value.making}
        onChange={(making) => set({ making })}
        error={fields["match.making"]}
        options={makings.map((making) => ({ value: making, label: t(`matches.propose.making.${making}`), description: t(`matches.propose.making.${making}.help`) }))}
      />
    </>
  );
}
