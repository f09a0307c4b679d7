/** One look back: each person apart, the support worker's own look, and what follows. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useSession } from "@/api/session";
import { isDraftKept } from "@/app/draft";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Chip } from "@/design/Chip";
import { Initials } from "@/design/Initials";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { useT } from "@/i18n/staff";
import { HowTo } from "../howto/HowTo";
import { BeginButton, HowItGoes } from "./BeginPage";
import { Done } from "./Done";
import { askDraft } from "./drafts";
import styles from "./evaluation.module.css";
import { OutcomeForm } from "./OutcomeForm";
import { useCalled } from "./people";
import { type Evaluation, evaluationQuery } from "./queries";
import { SideBySide } from "./SideBySide";
import { Told } from "./Told";
import { useHowTold } from "./how-told";

export function EvaluationPage() {
  const t = useT();
  const { evaluationId } = useParams({ from: "/shell/tussenstand/$evaluationId" });
  const found = useQuery(evaluationQuery(evaluationId));
  const { called } = useCalled(found.data?.clientIds ?? []);
  return (
    <Page
      title={found.data ? t("evaluation.interim.of", { names: called(found.data.clientIds) }) : t("evaluation.interim.title")}
      above={<Link to="/tussenstand">{t("evaluation.interim.list.title")}</Link>}
      lead={found.data && <Chip tone={tones[found.data.state ?? "STATE_UNSPECIFIED"]}>{t(`evaluation.interim.state.${found.data.state ?? "STATE_UNSPECIFIED"}`)}</Chip>}
      actions={
        found.data?.matchId && (
          <Link to="/koppelingen/$matchId" params={{ matchId: found.data.matchId }} className={buttonClass()}>{t("evaluation.interim.toMatch")}</Link>
        )
      }
    >
      <HowTo about="evaluation" />
      <QueryView query={found}>{(one) => <Parts of={one} />}</QueryView>
    </Page>
  );
}

const tones = { STATE_UNSPECIFIED: "plain", STATE_DUE: "sky", STATE_OPEN: "apricot", STATE_DONE: "leaf" } as const;

function Parts({ of }: { of: Evaluation }) {
  const t = useT();
  if (of.state === "STATE_DUE") {
    return (
      <>
        <p>{t("evaluation.interim.begin.lead")}</p>
        <HowItGoes />
        <BeginButton which={{ id: of.id }} />
      </>
    );
  }
  if (of.state === "STATE_DONE") return <Done of={of} />;
  return (
    <>
      <section className="stack">
        <div>
          <h2>{t("evaluation.interim.apart")}</h2>
          <p className="soft">{t("evaluation.interim.apart.lead")}</p>
        </div>
        <div className={styles.apart}>
          {(of.clientIds ?? []).map((id) => <Person key={id} of={of} clientId={id} />)}
        </div>
        <OwnLook of={of} />
        <p><Link to="/tussenstand/$evaluationId/kaart" params={{ evaluationId: of.id ?? "" }}>{t("lookback.card.link")}</Link></p>
      </section>
      <SideBySide of={of} />
      <OutcomeForm of={of} />
    </>
  );
}

function Person({ of, clientId }: { of: Evaluation; clientId: string }) {
  const t = useT();
  const howTold = useHowTold();
  const { nameOf, isHidden } = useCalled(of.clientIds ?? [clientId]);
  const { called } = useCalled((of.clientIds ?? []).filter((id) => id !== clientId));
  const told = (of.reflections ?? []).find((one) => one.clientId === clientId);
  const params = { evaluationId: of.id ?? "", clientId };
  const name = nameOf(clientId, true);
  return (
    <Card
      level={3}
      mark={<Initials name={nameOf(clientId)} />}
      title={nameOf(clientId)}
      note={told && howTold(told)}
      actions={
        !isHidden(clientId) && !told?.bySelf && (
          <Link
            to="/tussenstand/$evaluationId/samen/$clientId"
            params={params}
            className={buttonClass("secondary", told ? "small" : "normal")}
            aria-label={told ? t("evaluation.interim.person.againWith", { name }) : t("evaluation.interim.person.togetherWith", { name })}
          >
            {told ? t("evaluation.interim.person.again") : t("evaluation.interim.person.together")}
          </Link>
        )
      }
    >
      {told ? <Told of={told} version={of.questionsVersion} others={called((of.clientIds ?? []).filter((id) => id !== clientId))} /> : <p className="soft">{isHidden(clientId) ? t("evaluation.interim.person.elsewhere") : t("evaluation.interim.person.none")}</p>}
      {isDraftKept(askDraft(of.id, clientId)) && <p className="small">{t("evaluation.interim.person.draft")}</p>}
    </Card>
  );
}

function OwnLook({ of }: { of: Evaluation }) {
  const t = useT();
  const me = useSession().data?.name ?? "";
  const told = (of.reflections ?? []).find((one) => !one.clientId);
  return (
    <Card
      level={3}
      mark={<Initials name={me} />}
      title={t("evaluation.interim.own")}
      note={t("evaluation.interim.own.private")}
      actions={
        <Link to="/tussenstand/$evaluationId/mijn-blik" params={{ evaluationId: of.id ?? "" }} className={buttonClass("secondary", told ? "small" : "normal")}>
          {told ? t("evaluation.interim.own.again") : t("evaluation.interim.own.write")}
        </Link>
      }
    >
      {told ? <Told of={told} version={of.questionsVersion} others="" own /> : <p className="soft">{t("evaluation.interim.own.none")}</p>}
    </Card>
  );
}
