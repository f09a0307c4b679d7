/** One questionnaire: its questions, in whose name it is used, whether it is offered, and what everybody together said. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { requestId } from "@/api/client";
import { hasRole, useSession } from "@/api/session";
import type { Questionnaire } from "@/app/questionnaire";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import { FiguresSection } from "./FiguresSection";
import { Questions } from "./Questions";
import { questionnaireQuery, setRetired } from "./queries";

export function QuestionnairePage() {
  const t = useT();
  const { questionnaireId } = useParams({ from: "/shell/organisatie/vragenlijsten/$questionnaireId" });
  const session = useSession().data;
  const one = useQuery(questionnaireQuery(questionnaireId));
  return (
    <Page
      title={one.data?.title ?? "…"}
      lead={one.data?.intro || undefined}
      above={<Link to="/organisatie" search={{ deel: "vragenlijsten" }}>{t("questionnaires.above")}</Link>}
      width="text"
    >
      <QueryView query={one}>
        {(found) => (
          <div className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties}>
            <Owner of={found} />
            {hasRole(session, "network_lead", "coordinator", "organisation_admin") && <FiguresSection of={found} />}
            <Card title={t("questionnaires.questions")}><Questions of={found} /></Card>
            {hasRole(session, "coordinator", "organisation_admin") && <InUse of={found} />}
          </div>
        )}
      </QueryView>
    </Page>
  );
}

function Owner({ of }: { of: Questionnaire }) {
  const t = useT();
  return (
    <div>
      <div className="cluster" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
        <Chip>{t("questionnaires.version", { version: of.version ?? "" })}</Chip>
        {of.state === "STATE_RETIRED" && <Chip>{t("questionnaires.retired")}</Chip>}
      </div>
      {[of.publisher, of.copyright].filter(Boolean).map((line) => <p key={line} className="soft">{line}</p>)}
      <p className="soft">{t("questionnaires.usedBy", { licence: of.licence ?? "" })}</p>
    </div>
  );
}

function InUse({ of }: { of: Questionnaire }) {
  const t = useT();
  const undo = useUndo();
  const retired = of.state === "STATE_RETIRED";
  const refresh = [["questionnaires"]];
  const id = of.id ?? "";
  const change = useChange({
    run: (away: boolean, once) => setRetired(id, away, once),
    refresh,
    onDone: (_, away) => undo(t(away ? "questionnaires.retire.done" : "questionnaires.restore.done"), () => setRetired(id, !away, requestId()), refresh),
  });
  return (
    <div>
      <p className="soft">{t("questionnaires.retire.text")}</p>
      <Button isPending={change.isPending} onPress={() => change.start(!retired)}>{t(retired ? "questionnaires.restore" : "questionnaires.retire")}</Button>
      <ErrorNote problem={change.problem} />
    </div>
  );
}
