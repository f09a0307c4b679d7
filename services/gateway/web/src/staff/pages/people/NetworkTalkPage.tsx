/** The network talk: both questions together on one screen, "not now" is an answer to each (N-04). Nothing has to follow (N-15). */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useId, useState } from "react";
import { requestId } from "@/api/client";
import { asProblem } from "@/api/problem";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Checkbox } from "@/design/Checkbox";
import { EmptyState } from "@/design/EmptyState";
import { ErrorNote } from "@/design/ErrorNote";
import { LoadingRows } from "@/design/Loading";
import { Page } from "@/design/Page";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { HeartHands } from "@/pictograms";
import { isOvertaken, useChange, useEdit } from "@/staff/change";
import { Overtaken } from "@/staff/Overtaken";
import styles from "./people.module.css";
import { answerTalk, clientQuery, closeTalk, type NetworkTalk, startTalk, talksOf } from "./queries";

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
      <OpenTalk clientId={clientId} name={name} />
    </Page>
  );
}

/** The talk that is open, or a new one: the server goes on with the first when there is one. */
function OpenTalk({ clientId, name }: { clientId: string; name: string }) {
  const t = useT();
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
  if (problem?.code === "MAP_NOT_SHARED") {
    return <EmptyState title={t("people.network.notShared.title", { name })} text={t("people.network.notShared.text", { name })} pictogram={HeartHands} />;
  }
  if (problem) return <ErrorNote problem={problem} onRetry={() => (talks.isError ? void talks.refetch() : begin.start(clientId))} />;
  // While it closes the list no longer holds it; what is on screen stays the talk that was begun.
  const talk = open ?? talkNow;
  return talk ? <Talk key={talk.id} talk={talk} clientId={clientId} name={name} /> : <LoadingRows />;
}

interface Draft {
  etag: string;
  who: string;
  whoNotNow: boolean;
  mean: string;
  meanNotNow: boolean;
}

const draftOf = (talk: NetworkTalk): Draft => ({
  etag: talk.etag ?? "",
  who: talk.whoSupportsMe?.words ?? "",
  whoNotNow: talk.whoSupportsMe?.notNow ?? false,
  mean: talk.whatIMean?.words ?? "",
  meanNotNow: talk.whatIMean?.notNow ?? false,
});

/** "Not now" goes as an answer without words; what was typed before it stays in the draft. */
const answers = (draft: Draft): Pick<NetworkTalk, "whoSupportsMe" | "whatIMean"> => ({
  whoSupportsMe: { words: draft.whoNotNow ? "" : draft.who, notNow: draft.whoNotNow },
  whatIMean: { words: draft.meanNotNow ? "" : draft.mean, notNow: draft.meanNotNow },
});

function Talk({ talk, clientId, name }: { talk: NetworkTalk; clientId: string; name: string }) {
  const t = useT();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const current = draftOf(talk);
  const edit = useEdit<Draft>(`talk:${talk.id}`, current);
  const save = useChange({
    run: async ({ draft, close }: { draft: Draft; close: boolean }, once) => {
      const kept = await answerTalk({ id: talk.id, etag: draft.etag, ...answers(draft) }, once);
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
  const complete = (value.whoNotNow || value.who.trim() !== "") && (value.meanNotNow || value.mean.trim() !== "");
  const overtaken = isOvertaken(save.problem);
  return (
    <div className={styles.wide}>
      <div className={styles.two}>
        <Question
          pool="apricot"
          question={t("people.talk.who")}
          help={t("people.talk.who.help")}
          name={name}
          words={value.who}
          notNow={value.whoNotNow}
          onWords={(who) => set({ who })}
          onNotNow={(whoNotNow) => set({ whoNotNow })}
        />
        <Question
          pool="leaf"
          question={t("people.talk.mean")}
          help={t("people.talk.mean.help")}
          name={name}
          words={value.mean}
          notNow={value.meanNotNow}
          onWords={(mean) => set({ mean })}
          onNotNow={(meanNotNow) => set({ meanNotNow })}
        />
      </div>
      <details className={styles.fold}>
        <summary>{t("people.talk.tools")}</summary>
        <ul className={styles.prompts}>
          <li>{t("people.talk.tool.1")}</li>
          <li>{t("people.talk.tool.2", { name })}</li>
          <li>{t("people.talk.tool.3")}</li>
        </ul>
      </details>
      {overtaken && edit.value.etag !== current.etag ? (
        <Overtaken edit={edit} now={[{ label: t("people.talk.who"), text: current.who }, { label: t("people.talk.mean"), text: current.mean }]} />
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
  words: string;
  notNow: boolean;
  onWords: (words: string) => void;
  onNotNow: (notNow: boolean) => void;
}

function Question(props: QuestionProps) {
  const t = useT();
  const title = useId();
  return (
    <section className={styles.question} data-pool={props.pool} role="group" aria-labelledby={title}>
      <h2 id={title}>{props.question}</h2>
      <p>{props.help}</p>
      <TextArea label={t("people.talk.words", { name: props.name })} value={props.words} onChange={props.onWords} isDisabled={props.notNow} maxLength={4000} />
      <Checkbox isSelected={props.notNow} onChange={props.onNotNow} description={props.notNow ? t("people.talk.notNow.help") : undefined}>{t("people.talk.notNow")}</Checkbox>
    </section>
  );
}
