/** One question between two organisations: where it stands, what it is about, our own client in it, and what one can do now. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { asProblem } from "@/api/problem";
import { answerRequest, type RegionalRequest, requestQuery, withdrawRequest } from "@/app/region";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { Stepper } from "@/design/Stepper";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { Seedling } from "@/pictograms";
import { useChange } from "@/staff/change";
import { Refusal } from "../matches/parts";
import { Met } from "./Met";
import { OurClient } from "./OurClient";
import { Sentences, WishPaper } from "./parts";
import styles from "./region.module.css";
import { stones, waitingFor } from "./words";

export function RequestPage() {
  const t = useT();
  const { requestId } = useParams({ from: "/shell/regio/vragen/$requestId" });
  const request = useQuery(requestQuery(requestId));
  const name = useNames([request.data?.clientId])(request.data?.clientId, true);
  const above = <Link to="/regio" search={{ deel: "vragen" }}>{t("region.title")}</Link>;
  if (request.isError && !request.data && asProblem(request.error).code === "NOT_FOUND") {
    return <Page title={t("region.request.gone.title")} above={above}><EmptyState title={t("region.request.gone.title")} text={t("region.request.gone.text")} pictogram={Seedling} /></Page>;
  }
  const found = request.data;
  return (
    <Page
      title={found ? t("region.request.pair", { name, organisation: found.other?.name ?? "" }) : t("region.title")}
      lead={found && t(`region.now.${waitingFor(found)}`, { name, organisation: found.other?.name ?? "" })}
      above={above}
    >
      <QueryView query={request}>{(one) => (one.state === "STATE_NOTHING" ? <Nothing /> : <Whole request={one} />)}</QueryView>
    </Page>
  );
}

function Nothing() {
  const t = useT();
  return <EmptyState title={t("region.request.nothing.title")} text={t("region.request.nothing.text")} pictogram={Seedling} />;
}

function Whole({ request }: { request: RegionalRequest }) {
  const t = useT();
  const organisation = request.other?.name ?? "";
  const open = request.state === "STATE_ASKED" || request.state === "STATE_WITH_CLIENTS";
  return (
    <>
      <section className={styles.road}>
        <h2 className="visually-hidden">{t("region.request.road")}</h2>
        <Stepper label={t("region.request.road")} current={request.state ?? ""} steps={stones.map((stone) => ({ id: stone, label: t(`region.stone.${stone}`), note: t(`region.stone.${stone}.note`) }))} />
        {waitingFor(request) === "us" && <YesOrNo request={request} />}
      </section>
      <Sentences title={t("region.request.hints")} of={request.hints} />
      <div className={styles.two}>
        <About request={request} />
        <div className="stack">
          <OurClient request={request} />
          {request.state === "STATE_MET" && <Met request={request} />}
        </div>
      </div>
      {open && waitingFor(request) !== "us" && <Withdraw request={request} organisation={organisation} />}
    </>
  );
}

function About({ request }: { request: RegionalRequest }) {
  const t = useT();
  const organisation = request.other?.name ?? "";
  const ours = !request.askedByUs;
  return (
    <div className="stack">
      {request.wish?.id && <WishPaper wish={{ ...request.wish, organisation: ours ? undefined : request.wish.organisation }} title={ours ? t("region.request.ourWish") : undefined} />}
      <Card title={t(ours ? "region.request.reasonThem" : "region.request.reasonUs", { organisation })}>
        <p className={styles.own}>{request.reason}</p>
        <p className="soft small">{t("region.request.noNames")}</p>
      </Card>
    </div>
  );
}

/** The other organisation asked: yes lets both ask their own client, no returns it quietly to nothing. */
function YesOrNo({ request }: { request: RegionalRequest }) {
  const t = useT();
  const navigate = useNavigate();
  const name = useNames([request.clientId])(request.clientId, true);
  const organisation = request.other?.name ?? "";
  const [no, setNo] = useState(false);
  const reply = useChange({
    run: (yes: boolean, once) => answerRequest(request, yes, once),
    refresh: [["region"]],
    onDone: async (_, yes) => {
      toast(yes ? t("region.answer.yesDone", { name }) : t("region.answer.noDone"));
      if (!yes) await navigate({ to: "/regio", search: { deel: "vragen" } });
    },
  });
  return (
    <>
      <p className={styles.strong}>{t("region.answer.question", { name, organisation })}</p>
      {no && <p>{t("region.answer.noMeans", { organisation })}</p>}
      <Refusal problem={reply.problem} people={[request.clientId]} />
      <div className="cluster">
        <Button kind="primary" onPress={() => reply.start(true)} isPending={reply.isPending}>{t("region.answer.yes", { name })}</Button>
        {no ? (
          <>
            <Button onPress={() => reply.start(false)} isDisabled={reply.isPending}>{t("region.answer.noSure")}</Button>
            <Button kind="quiet" onPress={() => setNo(false)}>{t("common.cancel")}</Button>
          </>
        ) : <Button onPress={() => setNo(true)}>{t("region.answer.no")}</Button>}
      </div>
    </>
  );
}

/** Back to nothing. That cannot be undone, so it says first what happens. */
function Withdraw({ request, organisation }: { request: RegionalRequest; organisation: string }) {
  const t = useT();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const withdraw = useChange({
    run: (_: undefined, once) => withdrawRequest(request, once),
    refresh: [["region"]],
    onDone: async () => {
      toast(t("region.withdraw.done"));
      await navigate({ to: "/regio", search: { deel: "vragen" } });
    },
  });
  if (!open) return <div><Button kind="quiet" onPress={() => setOpen(true)}>{t("region.withdraw.open")}</Button></div>;
  return (
    <Card title={t("region.withdraw.title")}>
      <p>{t("region.withdraw.means", { organisation })}</p>
      <ErrorNote problem={withdraw.problem} />
      <div className="cluster">
        <Button onPress={() => withdraw.start(undefined)} isPending={withdraw.isPending}>{t("region.withdraw.go")}</Button>
        <Button kind="quiet" onPress={() => setOpen(false)}>{t("common.cancel")}</Button>
      </div>
    </Card>
  );
}
