/** Concerns and where they stand: reported, taken up, handed over. Nothing of what they are about: that is in the organisation's own system. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { requestId } from "@/api/client";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Chip, type ChipTone } from "@/design/Chip";
import { Dialog } from "@/design/Dialog";
import { EmptyState } from "@/design/EmptyState";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { TextField } from "@/design/TextField";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames, useWorkerNames } from "@/names/names";
import { Umbrella } from "@/pictograms";
import { useChange, useUndo } from "@/staff/change";
import { ErrorNote } from "@/design/ErrorNote";
import styles from "./concerns.module.css";
import { TakeUp } from "../today/TakeUp";
import { type Concern, concernsQuery, handOver, reopen } from "./queries";

const tones: Record<string, ChipTone> = { STATE_REPORTED: "rose", STATE_TAKEN_UP: "sky", STATE_HANDED_OVER: "leaf" };

export function ConcernsPage() {
  const t = useT();
  const concerns = useQuery(concernsQuery);
  return (
    <Page title={t("concerns.title")} lead={t("concerns.lead")} above={<Link to="/">{t("shell.today")}</Link>} width="text" actions={<Link to="/zorg" search={{}} className={buttonClass("secondary")}>{t("concerns.report")}</Link>}>
      <QueryView query={concerns} empty={<EmptyState title={t("concerns.none")} text={t("concerns.noneText")} pictogram={Umbrella} />}>
        {(all) => <ul className={`plain-list ${styles.list}`}>{all.map((one) => <li key={one.id}><One concern={one} systems={systemsOf(all)} /></li>)}</ul>}
      </QueryView>
    </Page>
  );
}

/** Where concerns were handed over to before, to choose from. */
const systemsOf = (all: readonly Concern[]): string[] =>
  [...new Set(all.flatMap((one) => [one.handedOverTo ?? "", ...(one.deliveries ?? []).map((delivery) => delivery.name ?? "")]))].filter(Boolean);

function One({ concern, systems }: { concern: Concern; systems: string[] }) {
  const t = useT();
  const format = useFormat();
  const [handing, setHanding] = useState(false);
  const nameOf = useNames([concern.clientId]);
  const workers = concern.supportWorkerIds ?? [];
  const workerName = useWorkerNames([...workers, concern.takenOverBy, concern.handedOverBy]);
  const undo = useUndo();
  const id = concern.id ?? "";
  const refresh = [["concerns"]];
  const state = concern.state ?? "STATE_REPORTED";
  return (
    <article className={styles.concern} aria-label={concern.reportTime && format.dayTime(concern.reportTime)}>
      <div className={styles.top}>
        <h2>{concern.reportTime && format.dayTime(concern.reportTime)}</h2>
        <Chip tone={tones[state] ?? "plain"}>{t(`concerns.state.${state}`)}</Chip>
      </div>
      {concern.clientId ? <p className={styles.strong}>{t("concerns.first", { name: nameOf(concern.clientId) })}</p> : <p>{t("concerns.noName")}</p>}
      <ol className={styles.steps}>
        <li>
          {t(concern.whenClosed ? "concerns.reportedClosed" : "concerns.reportedOpen")}{" "}
          {workers.length > 0 ? t("concerns.routed", { names: format.list(workers.map((worker) => workerName(worker))) }) : t("concerns.routedAll")}
        </li>
        {(concern.deliveries ?? []).map((delivery) => (
          <li key={delivery.name}>{t(`concerns.delivery.${delivery.state ?? "STATE_WAITING"}`, { name: delivery.name ?? "", when: delivery.time ? format.dayTime(delivery.time) : "" })}</li>
        ))}
        {concern.takenOverBy && <li>{t("concerns.takenBy", { name: workerName(concern.takenOverBy), when: concern.takeOverTime ? format.dayTime(concern.takeOverTime) : "" })}</li>}
        {concern.handedOverTo && (
          <li>{t(concern.reference ? "concerns.handedRef" : "concerns.handed", { to: concern.handedOverTo, reference: concern.reference ?? "", name: workerName(concern.handedOverBy), when: concern.handOverTime ? format.dayTime(concern.handOverTime) : "" })}</li>
        )}
      </ol>
      <div className="cluster">
        {state === "STATE_REPORTED" && <TakeUp of={concern} />}
        {state === "STATE_TAKEN_UP" && <Button kind="primary" onPress={() => setHanding(true)}>{t("concerns.hand")}</Button>}
        {concern.clientId && <Link to="/mensen/$clientId" params={{ clientId: concern.clientId }} className={buttonClass("quiet")}>{t("concerns.person", { name: nameOf(concern.clientId, true) })}</Link>}
        {concern.matchId && <Link to="/koppelingen/$matchId" params={{ matchId: concern.matchId }} className={buttonClass("quiet")}>{t("concerns.match")}</Link>}
      </div>
      {handing && <HandOver id={id} systems={systems} onClose={() => setHanding(false)} onDone={(to) => undo(t("concerns.handDone", { to }), () => reopen(id, requestId()), refresh)} />}
    </article>
  );
}

function HandOver({ id, systems, onClose, onDone }: { id: string; systems: string[]; onClose: () => void; onDone: (to: string) => void }) {
  const t = useT();
  const [value, setValue, forget] = useDraft(`concern:hand:${id}`, { to: systems[0] ?? "", reference: "" });
  const { to, reference } = value;
  const hand = useChange({
    run: (_: void, once) => handOver(id, to, reference.trim(), once),
    refresh: [["concerns"]],
    onDone: () => { forget(); onClose(); onDone(to); },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    hand.start();
  };
  return (
    <Dialog
      title={t("concerns.hand.title")}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      actions={
        <>
          <Button kind="primary" type="submit" form={`hand-${id}`} isPending={hand.isPending}>{t("concerns.hand.yes")}</Button>
          <Button kind="quiet" onPress={onClose}>{t("common.cancel")}</Button>
        </>
      }
    >
      <form id={`hand-${id}`} onSubmit={submit} className="stack" noValidate>
        <p>{t("concerns.hand.text")}</p>
        <TextField label={t("concerns.hand.to")} value={to} onChange={(whom) => setValue({ ...value, to: whom })} maxLength={80} autoComplete="off" error={hand.problem?.fields.to} />
        <TextField optional label={t("concerns.hand.reference")} description={t("concerns.hand.referenceHelp")} value={reference} onChange={(number) => setValue({ ...value, reference: number })} maxLength={40} autoComplete="off" error={hand.problem?.fields.reference} />
        <ErrorNote problem={hand.problem} labels={{ to: t("concerns.hand.to"), reference: t("concerns.hand.reference") }} />
      </form>
    </Dialog>
  );
}
