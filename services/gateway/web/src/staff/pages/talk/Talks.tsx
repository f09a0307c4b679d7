/** Who wants to talk with me: at once, who and how, and one tap says "I have seen you". What about is for the talk. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { answer, api, requestId } from "@/api/client";
import type { Message } from "@/api/types";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { Initials } from "@/design/Initials";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames, useWorkerNames } from "@/names/names";
import { useChange, useUndo } from "@/staff/change";
import { ChangeNote } from "../evaluation/Notes";
import { asProblem } from "@/api/problem";
import styles from "./talk.module.css";

export type TalkRequest = Message<"evaluation.v1.TalkRequest">;
type Reply = NonNullable<TalkRequest["reply"]>;

const talksQuery = { queryKey: ["talkRequests"], queryFn: async () => (await answer(api.GET("/api/v1/talkRequests"))).talkRequests ?? [] };

const see = (id: string, reply: Reply, once: string) => answer(api.POST("/api/v1/talkRequests/{id}:see", { params: { path: { id } }, body: { reply, requestId: once } }));
const close = (id: string, once: string) => answer(api.POST("/api/v1/talkRequests/{id}:close", { params: { path: { id } }, body: { requestId: once } }));

export function Talks({ me }: { me: string }) {
  const t = useT();
  const talks = useQuery(talksQuery);
  if (talks.isError && !talks.data) return <ErrorNote problem={asProblem(talks.error)} onRetry={() => void talks.refetch()} />;
  if (!talks.data?.length) return null;
  return (
    <section className={styles.talks} aria-labelledby="talks">
      <h2 id="talks">{t("talkwish.title")}</h2>
      <ul className="plain-list stack">{talks.data.map((talk) => <li key={talk.id}><Talk talk={talk} me={me} /></li>)}</ul>
    </section>
  );
}

const replies = ["REPLY_TODAY", "REPLY_TOMORROW", "REPLY_THIS_WEEK"] as const satisfies readonly Reply[];

function Talk({ talk, me }: { talk: TalkRequest; me: string }) {
  const t = useT();
  const format = useFormat();
  const undo = useUndo();
  const id = talk.id ?? "";
  const nameOf = useNames([talk.clientId]);
  const workerName = useWorkerNames([talk.seenBy]);
  const refresh = [["talkRequests"]];
  const name = nameOf(talk.clientId);
  const saw = useChange({ run: (reply: Reply, once) => see(id, reply, once), refresh });
  const talked = useChange({
    run: (_: void, once) => close(id, once),
    refresh,
    onDone: () => undo(t("talkwish.closed", { name: nameOf(talk.clientId, true) }), () => see(id, talk.reply ?? "REPLY_SEEN", requestId()), refresh),
  });
  const seen = talk.state === "STATE_SEEN";
  return (
    <article className={styles.talk} data-seen={seen || undefined} aria-label={name}>
      <Initials name={name} size="3rem" />
      <div className={styles.words}>
        <p className={styles.strong}>{t(`talkwish.how.${talk.how ?? "HOW_UNSPECIFIED"}`, { name })}</p>
        <p className="soft small">
          {talk.askTime && t("talkwish.since", { when: format.dayTime(talk.askTime) })}
          {(talk.whom === "WHOM_GUIDE" || talk.whom === "WHOM_SOMEBODY_ELSE") && ` ${t(`talkwish.whom.${talk.whom}`)}`}
          {talk.passedOn && ` ${t("talkwish.passedOn")}`}
        </p>
        {seen && (
          <p>{talk.seenBy === me ? t("talkwish.seenByMe", { reply: t(`talkwish.said.${talk.reply ?? "REPLY_SEEN"}`) }) : t("talkwish.seenBy", { name: workerName(talk.seenBy) })}</p>
        )}
        <ChangeNote problem={saw.problem ?? talked.problem} />
      </div>
      <div className="cluster">
        {seen ? (
          <Button kind="primary" isPending={talked.isPending} aria-label={t("talkwish.talked.of", { name })} onPress={() => talked.start()}>{t("talkwish.talked")}</Button>
        ) : (
          <div role="group" aria-label={t("talkwish.answer", { name })} className="cluster">
            {replies.map((reply) => <Button key={reply} kind="secondary" isPending={saw.isPending} onPress={() => saw.start(reply)}>{t(`talkwish.reply.${reply}`)}</Button>)}
            <Button kind="quiet" isPending={saw.isPending} onPress={() => saw.start("REPLY_SEEN")}>{t("talkwish.reply.REPLY_SEEN")}</Button>
          </div>
        )}
        {talk.clientId && <Link to="/mensen/$clientId" params={{ clientId: talk.clientId }} className={buttonClass("quiet")}>{t("talkwish.person", { name: nameOf(talk.clientId, true) })}</Link>}
      </div>
    </article>
  );
}
