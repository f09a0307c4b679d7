/** Beginning to look back, early or on time: first what it is, then one tap. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { EmptyState } from "@/design/EmptyState";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { Mirror } from "@/pictograms";
import { useChange } from "@/staff/change";
import styles from "./evaluation.module.css";
import { ChangeNote } from "./Notes";
import { useCalled } from "./people";
import { type Match, matchQuery, openEvaluation } from "./queries";

export function BeginPage() {
  const t = useT();
  const { koppeling } = useSearch({ from: "/shell/tussenstand/nieuw" });
  return koppeling ? <ForMatch matchId={koppeling} /> : (
    <Page title={t("evaluation.interim.begin.title")} above={<Link to="/tussenstand">{t("evaluation.interim.list.title")}</Link>} width="text">
      <EmptyState
        title={t("evaluation.interim.begin.nothing.title")}
        text={t("evaluation.interim.begin.nothing.text")}
        pictogram={Mirror}
        action={<Link to="/koppelingen" className={buttonClass("primary")}>{t("evaluation.interim.list.toMatches")}</Link>}
      />
    </Page>
  );
}

function ForMatch({ matchId }: { matchId: string }) {
  const t = useT();
  const match = useQuery(matchQuery(matchId));
  const people = (match.data?.participants ?? []).map((person) => person.clientId ?? "");
  const { called } = useCalled(people);
  return (
    <Page
      title={match.data ? t("evaluation.interim.begin.with", { names: called(people) }) : t("evaluation.interim.begin.title")}
      lead={t("evaluation.interim.begin.lead")}
      above={<Link to="/koppelingen/$matchId" params={{ matchId }}>{t("evaluation.interim.toMatch")}</Link>}
      width="text"
    >
      <QueryView query={match}>{(found) => <Begin which={found} />}</QueryView>
    </Page>
  );
}

function Begin({ which }: { which: Match }) {
  return (
    <>
      <HowItGoes />
      <BeginButton which={{ matchId: which.id }} />
    </>
  );
}

export function HowItGoes() {
  const t = useT();
  return (
    <ol className={styles.how}>
      <li>{t("evaluation.interim.begin.1")}</li>
      <li>{t("evaluation.interim.begin.2")}</li>
      <li>{t("evaluation.interim.begin.3")}</li>
    </ol>
  );
}

/** One that is due, or the match to begin one for. */
export function BeginButton({ which }: { which: { id?: string; matchId?: string } }) {
  const t = useT();
  const navigate = useNavigate();
  const open = useChange({
    run: (_: void, once) => openEvaluation(which, once),
    refresh: [["interimEvaluations"], ["signals"]],
    onDone: async (opened) => {
      toast(t("evaluation.interim.begun"));
      await navigate({ to: "/tussenstand/$evaluationId", params: { evaluationId: opened.id ?? "" }, replace: true });
    },
  });
  return (
    <>
      <ChangeNote problem={open.problem} />
      <div><Button kind="primary" size="large" isPending={open.isPending} onPress={() => open.start()}>{t("evaluation.interim.begin.go")}</Button></div>
    </>
  );
}
