/** One intervision: its agenda with Safety first, what came of it, who does what, and what was learned. Prints as a card for the table (O-07). */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Chip } from "@/design/Chip";
import { EmptyState } from "@/design/EmptyState";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { toast } from "@/design/Toast";
import { inLanguage } from "@/i18n/core";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { PeopleDialogue } from "@/pictograms";
import { CallOff, CalledOff, Coming, InvitedClients } from "../intervision/Invitation";
import { EarlierList } from "../intervision/EarlierList";
import { Agenda } from "./Agenda";
import { Agreements } from "./Agreements";
import styles from "./evaluation.module.css";
import { useWhen } from "./IntervisionsPage";
import { LessonsOf } from "./Lessons";
import { ChangeNote } from "./Notes";
import { hold, type Intervision, intervisionQuery } from "./queries";
import { lacksSafety, useSessionChange } from "./session";

export function IntervisionPage() {
  const t = useT();
  const { intervisionId } = useParams({ from: "/shell/intervisie/$intervisionId" });
  const found = useQuery(intervisionQuery(intervisionId));
  const when = useWhen();
  return (
    <Page
      title={found.data?.title || (found.data?.openToMe === false ? t("intervision.there.name") : t("evaluation.title"))}
      lead={found.data && when(found.data)}
      above={<Link to="/intervisie">{t("evaluation.title")}</Link>}
      actions={
        found.data?.openToMe && (
          <>
            {found.data.state !== "STATE_HELD" && !found.data.calledOff && (
              <Link to="/intervisie/$intervisionId/leiden" params={{ intervisionId }} className={buttonClass("primary")}>{t("intervision.lead.go")}</Link>
            )}
            {found.data.state === "STATE_HELD" && (
              <Link to="/intervisie/$intervisionId/verslag" params={{ intervisionId }} className={buttonClass()}>{t("intervision.report.go")}</Link>
            )}
            <Button onPress={() => window.print()}>{t("common.print")}</Button>
            {found.data.state !== "STATE_HELD" && (
              <Link to="/intervisie/$intervisionId/wijzigen" params={{ intervisionId }} className={buttonClass()}>{t("common.edit")}</Link>
            )}
          </>
        )
      }
    >
      <QueryView query={found}>{(one) => (one.openToMe ? <Session of={one} /> : <There of={one} />)}</QueryView>
    </Page>
  );
}

/** Others know that it is there, and whom to ask. */
function There({ of }: { of: Intervision }) {
  const t = useT();
  const nameOf = useWorkerNames(of.organiserIds ?? []);
  const names = useFormat().list((of.organiserIds ?? []).map((id) => nameOf(id)));
  return <EmptyState title={t("intervision.there.title")} text={t("intervision.there.text", { names })} pictogram={PeopleDialogue} />;
}

function Session({ of }: { of: Intervision }) {
  const t = useT();
  const agenda = useRef<HTMLDivElement>(null);
  return (
    <div className={styles.session}>
      <aside className={styles.aside}><About of={of} /></aside>
      <div className={styles.sessionMain}>
        {of.calledOff && <CalledOff of={of} />}
        {(of.earlier ?? []).length > 0 && (
          <section className="stack">
            <h2>{t("intervision.earlier.title")}</h2>
            <EarlierList list={of.earlier ?? []} refresh={[["intervisions"], ["agreements"]]} />
          </section>
        )}
        <div ref={agenda} tabIndex={-1} className={styles.target}><Agenda of={of} /></div>
        <Agreements of={of} />
        {of.state !== "STATE_HELD" && !of.calledOff && <Hold of={of} toSafety={() => agenda.current?.focus()} />}
        <LessonsOf intervisionId={of.id ?? ""} />
      </div>
    </div>
  );
}

function About({ of }: { of: Intervision }) {
  const t = useT();
  const format = useFormat();
  const nameOf = useWorkerNames([...(of.organiserIds ?? []), ...(of.invitedIds ?? [])]);
  const me = useSession().data?.person ?? "";
  const invited = (of.invitedIds ?? []).filter((id) => !of.organiserIds?.includes(id));
  return (
    <>
      <div className="cluster">
        <Chip tone={of.state === "STATE_HELD" ? "leaf" : "sky"}>{t(`evaluation.session.state.${of.state ?? "STATE_UNSPECIFIED"}`)}</Chip>
      </div>
      <dl className={styles.facts}>
        <div><dt>{t("evaluation.session.organisers")}</dt><dd>{format.list((of.organiserIds ?? []).map((id) => nameOf(id)))}</dd></div>
        <div>
          <dt>{t("evaluation.session.invited")}</dt>
          <dd>{invited.length > 0 ? format.list(invited.map((id) => nameOf(id))) : t("evaluation.session.nobody")}</dd>
        </div>
      </dl>
      <Coming of={of} me={me} />
      <InvitedClients of={of} />
      {of.used && (
        <div className={styles.method}>
          <h2>{inLanguage(t.language, of.used, "title")}</h2>
          <p className="soft small">{inLanguage(t.language, of.used, "help")}</p>
          <p className={styles.strong}>{t("evaluation.method.steps")}</p>
          <ol>{(of.used.steps ?? []).map((step, index) => <li key={index}>{inLanguage(t.language, step, "text") || inLanguage(t.language, step, "title")}</li>)}</ol>
        </div>
      )}
      {of.state !== "STATE_HELD" && !of.calledOff && <CallOff of={of} />}
    </>
  );
}

export function Hold({ of, toSafety }: { of: Intervision; toSafety: () => void }) {
  const t = useT();
  const [tried, setTried] = useState(false);
  const held = useSessionChange(of, {
    run: (now, _: void, once) => hold(now, once),
    onDone: () => toast(t("evaluation.session.hold.done")),
  });
  const missing = lacksSafety(of);
  return (
    <section className={`${styles.hold} no-print`}>
      <h2>{t("evaluation.session.hold.title")}</h2>
      {missing ? <p className={tried ? styles.missing : undefined} role={tried ? "alert" : undefined}>{t("evaluation.session.hold.missing")}</p> : <p>{t("evaluation.session.hold.ready")}</p>}
      <ChangeNote problem={held.problem} />
      <div>
        <Button
          kind={missing ? "secondary" : "primary"}
          isPending={held.isPending}
          onPress={() => {
            setTried(missing);
            if (missing) toSafety();
            else held.start();
          }}
        >
          {t("evaluation.session.hold")}
        </Button>
      </div>
    </section>
  );
}
