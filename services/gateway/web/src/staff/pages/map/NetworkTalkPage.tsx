/**
 * The network talk: both questions together on one screen, "not now" is an answer to each (N-04); tools to pick, none forced
 * (N-19); the map beside it, so that whoever is named can be put on it at once. Nothing has to follow (N-15).
 */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useId, useState } from "react";
import { requestId } from "@/api/client";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { LoadingRows } from "@/design/Loading";
import { Page } from "@/design/Page";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { isOvertaken, useChange, useEdit } from "@/staff/change";
import { Overtaken } from "@/staff/Overtaken";
import { HowTo } from "../howto/HowTo";
import { answerTalk, clientQuery, closeTalk, contactsOf, type NetworkTalk, startTalk, talksOf } from "../people/queries";
import styles from "./map.module.css";
import { MapBoard } from "./MapBoard";
import { NotShared } from "./NetworkPart";
import { mapOf } from "./queries";
import { QuickAdd } from "./QuickAdd";
import { draftOf, isComplete, type Said, type TalkDraft, talkFrom } from "./talk";
import { TalkTools } from "./TalkTools";

export function NetworkTalkPage() {
  const t = useT();
  const { clientId } = useParams({ from: "/shell/mensen/$clientId/gesprek" });
  const name = useQuery(clientQuery(clientId)).data?.givenName ?? "…";
  return (
    <Page
      title={t("people.talk.title", { name })}
      lead={t("people.talk.lead")}
      above={<Link to="/mensen/$clientId" params={{ clientId }} search={{ deel: "netwerk" }}>{t("people.network.title", { name })}</Link>}
    >
      <HowTo about="talk" />
      <OpenTalk clientId={clientId} name={name} />
    </Page>
  );
}

/** The talk that is open, or a new one: the server goes on with the first when there is one. */
function OpenTalk({ clientId, name }: { clientId: string; name: string }) {
  const talks = useQuery(talksOf(clientId));
  const open = talks.data?.find((talk) => !talk.closed);
  const [once] = useState(requestId);
  const begin = useChange({ run: (id: string) => startTalk(id, once), refresh: [["networkTalks", clientId]] });
  const [talkNow, setTalkNow] = useState<NetworkTalk>();
  const needed = talks.data !== undefined && !open && !talkNow;
  useEffect(() => {
    if (open && !talkNow) setTalkNow(open);
  }, [open, talkNow]);
  useEffect(() => {
    if (needed && !begin.isPending && !begin.problem) begin.start(clientId);
    // eslint-disable-next-line
  }, [needed]);
  const problem = talks.error ? asProblem(talks.error) : begin.problem;
  if (problem?.code === "MAP_NOT_SHARED") return <NotShared clientId={clientId} name={name} />;
  if (problem) return <ErrorNote problem={problem} onRetry={() => (talks.isError ? void talks.refetch() : begin.start(clientId))} />;
  // While it closes the list no longer holds it; what is on screen stays the talk that was begun.
  const talk = open ?? talkNow;
  if (!talk) return <LoadingRows />;
  return (
    <div className={styles.talk}>
      <Talk key={talk.id} talk={talk} clientId={clientId} name={name} />
      <Named clientId={clientId} name={name} />
    </div>
  );
}

function Talk({ talk, clientId, name }: { talk: NetworkTalk; clientId: string; name: string }) {
  const t = useT();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const current = draftOf(talk);
  const edit = useEdit<TalkDraft>(`networkTalk:${talk.id}`, current);
  const save = useChange({
    run: async ({ draft, close }: { draft: TalkDraft; close: boolean }, once) => {
      const kept = await answerTalk(talkFrom(draft, talk.id), once);
      // Kept from here on, whatever closing says: the draft goes on from what the server has.
      edit.set({ ...draft, etag: kept.etag ?? "" });
      return close ? closeTalk(kept, requestId()) : kept;
    },
    refresh: [],
    onDone: async (_, { close }) => {
      edit.forget();
      toast(t(close ? "people.talk.closed" : "people.talk.kept"));
      await navigate({ to: "/mensen/$clientId", params: { clientId }, search: { deel: "netwerk" } });
      await queries.invalidateQueries({ queryKey: ["networkTalks", clientId] });
    },
  });
  const { value, set } = edit;
  const complete = isComplete(value);
  const overtaken = isOvertaken(save.problem);
  return (
    <div className={styles.column}>
      <Question pool="apricot" question={t("people.talk.who")} help={t("people.talk.who.help")} name={name} said={value.who} onSay={(who) => set({ who })} />
      <Question pool="leaf" question={t("people.talk.mean")} help={t("people.talk.mean.help")} name={name} said={value.mean} onSay={(mean) => set({ mean })} />
      <TextField optional label={t("map.moment")} description={t("map.moment.help")} value={value.moment} onChange={(moment) => set({ moment })} error={save.problem?.fields["talk.moment"]} autoComplete="off" maxLength={120} />
      <TalkTools name={name} tools={value.tools} onChange={(tools) => set({ tools })} />
      {overtaken && value.etag !== current.etag ? (
        <Overtaken edit={edit} now={[{ label: t("people.talk.who"), text: current.who.words }, { label: t("people.talk.mean"), text: current.mean.words }]} />
      ) : (
        <ErrorNote problem={save.problem} onRetry={overtaken ? () => void queries.invalidateQueries({ queryKey: ["networkTalks", clientId] }) : undefined} />
      )}
      {!complete && <p className="soft">{t("people.talk.open")}</p>}
      <div className="cluster">
        <Button kind="primary" isDisabled={!complete} isPending={save.isPending} onPress={() => save.start({ draft: value, close: true })}>{t("people.talk.close")}</Button>
        <Button isDisabled={save.isPending} onPress={() => save.start({ draft: value, close: false })}>{t("people.talk.later")}</Button>
        <Link to="/mensen/$clientId" params={{ clientId }} search={{ deel: "netwerk" }} className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </div>
  );
}

interface QuestionProps {
  pool: "apricot" | "leaf";
  question: string;
  help: string;
  name: string;
  said: Said;
  onSay: (said: Said) => void;
}

function Question({ pool, question, help, name, said, onSay }: QuestionProps) {
  const t = useT();
  const title = useId();
  return (
    <section className={styles.question} data-pool={pool} role="group" aria-labelledby={title}>
      <h2 id={title}>{question}</h2>
      <p>{help}</p>
      <TextArea label={t("people.talk.words", { name })} value={said.words} onChange={(words) => onSay({ ...said, words })} isDisabled={said.notNow} maxLength={4000} />
      <Checkbox isSelected={said.notNow} onChange={(notNow) => onSay({ ...said, notNow })} description={said.notNow ? t("people.talk.notNow.help") : undefined}>{t("people.talk.notNow")}</Checkbox>
    </section>
  );
}

/** Whoever is named goes on the map at once. */
function Named({ clientId, name }: { clientId: string; name: string }) {
  const t = useT();
  const contacts = useQuery(contactsOf(clientId)).data ?? [];
  const map = useQuery(mapOf(clientId)).data;
  return (
    <section className={styles.column}>
      <h2>{t("map.beside", { name })}</h2>
      <QuickAdd clientId={clientId} label={t("map.quick.who", { name })} />
      {contacts.length > 0 ? <MapBoard clientId={clientId} name={name} contacts={contacts} map={map} /> : <p className="soft">{t("people.network.empty.text")}</p>}
    </section>
  );
}
