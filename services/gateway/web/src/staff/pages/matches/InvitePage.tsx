/** One more person for a group that is under way: who, and why in plain words (M-06). The others see them after a yes (M-17). */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Checkbox } from "@/design/Checkbox";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { invite, type Invitation } from "./life";
import { ChangeNote, idsOf, NameQuestion, useMatchNames } from "./parts";
import { PersonSearch } from "./PersonSearch";
import { type Match, matchQuery } from "./queries";
import { invited } from "./road";
import { useMatchChange } from "./useMatchChange";
import styles from "./matches.module.css";

export function InvitePage() {
  const t = useT();
  const { matchId } = useParams({ from: "/shell/koppelingen/$matchId/erbij" });
  const match = useQuery(matchQuery(matchId));
  const { called } = useMatchNames([match.data]);
  const names = called(match.data);
  return (
    <Page
      title={t("matchlife.invite.title", { names })}
      lead={t("matchlife.invite.lead")}
      above={<Link to="/koppelingen/$matchId" params={{ matchId }}>{names}</Link>}
      width="text"
    >
      <QueryView query={match}>{(found) => <InviteForm match={found} />}</QueryView>
    </Page>
  );
}

function InviteForm({ match }: { match: Match }) {
  const t = useT();
  const navigate = useNavigate();
  const [wanted, setWanted, forget] = useDraft(`match:invite:${match.id}`, { clientId: "", networker: false, reason: "" });
  const [tried, setTried] = useState(false);
  const nameOf = useNames([wanted.clientId || undefined]);
  const to = { to: "/koppelingen/$matchId", params: { matchId: match.id ?? "" } } as const;
  const save = useMatchChange(match.id ?? "", (value: Invitation, requestId) => invite(match, value, requestId), async (after, { person }) => {
    forget();
    if (!after.notice) toast(t("matchlife.invite.done", { name: nameOf(person.clientId, true) }));
    await navigate(to);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wanted.clientId) save.start({ person: { clientId: wanted.clientId, networker: wanted.networker }, reason: wanted.reason });
  };
  const fields = save.problem?.fields ?? {};
  const chosen = wanted.clientId ? { id: wanted.clientId, name: nameOf(wanted.clientId) } : null;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <PersonSearch
        key={chosen ? chosen.name : ""}
        label={t("matchlife.invite.who")}
        description={t("matchlife.invite.who.help")}
        error={tried && !wanted.clientId ? t("matchlife.invite.who.few") : (fields["person.clientId"] ?? fields.person)}
        without={[...idsOf(match), ...invited(match).map((person) => person.clientId ?? "")]}
        value={chosen}
        onChange={(clientId) => setWanted({ ...wanted, clientId: clientId ?? "" })}
      />
      <Checkbox isSelected={wanted.networker} onChange={(networker) => setWanted({ ...wanted, networker })}>{t("matches.takesLead")}</Checkbox>
      <div className="stack" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
        <TextArea
          label={t("matchlife.invite.reason")}
          description={t("matches.propose.reason.help")}
          value={wanted.reason}
          onChange={(reason) => setWanted({ ...wanted, reason })}
          error={fields.reason}
          maxLength={1000}
        />
        <NameQuestion text={wanted.reason} ids={[...idsOf(match), wanted.clientId]} />
      </div>
      <ChangeNote problem={save.problem} labels={chosen ? { person: chosen.name } : undefined} people={[wanted.clientId]} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("matchlife.invite.send")}</Button>
        <Link {...to} className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </form>
  );
}
