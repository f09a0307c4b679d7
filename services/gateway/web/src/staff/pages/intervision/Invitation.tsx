/** Who comes, which clients think along, and calling it off: beside the agenda. Nobody is asked why. */
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames, useWorkerNames } from "@/names/names";
import { useChange, useEdit, useUndo } from "@/staff/change";
import { EditNote } from "@/staff/Overtaken";
import { type Intervision } from "../evaluation/queries";
import styles from "./intervision.module.css";
import { type Answer, answerInvitation, answers, callOff, tellBack } from "./queries";

const refresh = [["intervisions"]];
const words = { ANSWER_YES: "yes", ANSWER_MAYBE: "maybe", ANSWER_NO: "no" } as const;

export function Coming({ of, me }: { of: Intervision; me: string }) {
  const t = useT();
  const format = useFormat();
  const clients = of.clientIds ?? [];
  const said = (of.answers ?? []).filter((one) => !clients.includes(one.personId ?? ""));
  const nameOf = useWorkerNames(said.map((one) => one.personId));
  const asked = [...(of.organiserIds ?? []), ...(of.invitedIds ?? [])].includes(me) && of.state !== "STATE_HELD" && !of.calledOff;
  const mine = answers.find((one) => one === said.find(({ personId }) => personId === me)?.answer) ?? null;
  const change = useChange({
    run: (answer: Answer, once) => answerInvitation(of.id ?? "", answer, once),
    refresh,
    onDone: () => toast(t("intervision.answer.saved")),
  });
  return (
    <>
      {asked && (
        <div className="no-print">
          <RadioCards
            compact
            label={t("intervision.answer.title")}
            value={mine}
            onChange={change.start}
            options={answers.map((value) => ({ value, label: t(`intervision.answer.${value}`) }))}
          />
        </div>
      )}
      {change.problem && <ErrorNote problem={change.problem} />}
      {said.length > 0 && (
        <dl className={styles.answers}>
          {answers.map((answer) => {
            const who = said.filter((one) => one.answer === answer).map((one) => nameOf(one.personId));
            return who.length > 0 && <div key={answer}><dt>{t(`intervision.answer.${words[answer]}`)}</dt><dd>{format.list(who)}</dd></div>;
          })}
        </dl>
      )}
    </>
  );
}

/** Clients who are asked, as far as the reader guides them; and what they hear back. */
export function InvitedClients({ of }: { of: Intervision }) {
  const t = useT();
  const ids = of.clientIds ?? [];
  const nameOf = useNames(ids);
  if (ids.length === 0 && !of.otherClients) return null;
  const said = (id: string) => answers.find((one) => one === of.answers?.find(({ personId }) => personId === id)?.answer);
  return (
    <section className={styles.invited}>
      <h2>{t("intervision.clients.title")}</h2>
      <ul className="plain-list">
        {ids.map((id) => {
          const answer = said(id);
          return <li key={id}>{nameOf(id, true)}{answer && <span className="soft">, {t(`intervision.answer.${words[answer]}`).toLowerCase()}</span>}</li>;
        })}
      </ul>
      {of.otherClients && <p className="soft small">{t("intervision.clients.others")}</p>}
      {of.state === "STATE_HELD" && <TellBack of={of} />}
    </section>
  );
}

function TellBack({ of }: { of: Intervision }) {
  const t = useT();
  const told = of.toldBack ?? "";
  const edit = useEdit(`intervision:${of.id}:told`, { etag: of.etag ?? "", text: told });
  const undo = useUndo();
  const label = t("intervision.clients.toldBack");
  const save = useChange({
    run: ({ etag, text }: typeof edit.value, once) => tellBack({ id: of.id, etag }, text, once),
    refresh,
    onDone: (after) => {
      edit.forget();
      undo(t("intervision.clients.toldBack.saved"), () => tellBack(after, told, requestId()), refresh);
    },
  });
  return (
    <form
      className="stack no-print"
      onSubmit={(event) => {
        event.preventDefault();
        save.start(edit.value);
      }}
    >
      <TextArea label={label} description={t("intervision.clients.toldBack.help")} value={edit.value.text} onChange={(text) => edit.set({ text })} maxLength={500} />
      <EditNote edit={edit} problem={save.problem} etag={of.etag ?? ""} now={[{ label, text: told }]} />
      <div><Button type="submit" isPending={save.isPending}>{t("common.save")}</Button></div>
    </form>
  );
}

export function CallOff({ of }: { of: Intervision }) {
  const t = useT();
  const undo = useUndo();
  const off = useChange({
    run: (following: boolean, once) => callOff(of, true, following, once),
    refresh,
    onDone: (after, following) => undo(t("intervision.off.done"), () => callOff(after, false, following, requestId()), refresh),
  });
  return (
    <div className="stack no-print">
      <div className="cluster">
        <Button kind="quiet" isPending={off.isPending} onPress={() => off.start(false)}>{t("intervision.off.do")}</Button>
        {of.seriesId && <Button kind="quiet" isPending={off.isPending} onPress={() => off.start(true)}>{t("intervision.off.doFollowing")}</Button>}
      </div>
      {off.problem && <ErrorNote problem={off.problem} />}
    </div>
  );
}

export function CalledOff({ of }: { of: Intervision }) {
  const t = useT();
  const undo = useUndo();
  const on = useChange({
    run: (_: void, once) => callOff(of, false, false, once),
    refresh,
    onDone: (after) => undo(t("intervision.off.on"), () => callOff(after, true, false, requestId()), refresh),
  });
  return (
    <div className={styles.off}>
      <p>{t("intervision.off")}</p>
      <div className="no-print"><Button isPending={on.isPending} onPress={() => on.start()}>{t("intervision.off.back")}</Button></div>
      {on.problem && <ErrorNote problem={on.problem} />}
    </div>
  );
}
