/** What may be told of taking part: written together, read out, and out only after the client's yes (N-17). */
import { useMutation, useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { requestId } from "@/api/client";
import { asProblem } from "@/api/problem";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Chip } from "@/design/Chip";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useEdit, useUndo } from "@/staff/change";
import { EditNote } from "@/staff/Overtaken";
import { saveFile } from "@/app/save-file";
import { exportParticipation } from "../leaving/queries";
import styles from "./people.module.css";
import type { Client } from "./queries";
import { approveParticipation, type Participation, participationOf, withdrawParticipation, writeParticipation } from "./telling-queries";

export function ParticipationPart({ of }: { of: Client }) {
  const t = useT();
  const participation = useQuery(participationOf(of.id ?? ""));
  return (
    <section className={styles.group}>
      <h2>{t("telling.title", { name: of.givenName ?? "" })}</h2>
      <p className="soft">{t("telling.text", { name: of.givenName ?? "" })}</p>
      <QueryView query={participation}>
        {(now) => (
          <>
            <Out now={now} person={of} />
            <Draft now={now} person={of} />
          </>
        )}
      </QueryView>
    </section>
  );
}

/** What goes out now, and how to take it back. */
function Out({ now, person }: { now: Participation; person: Client }) {
  const t = useT();
  const format = useFormat();
  const clientId = person.id ?? "";
  const name = person.givenName ?? "";
  const withdraw = useChange({
    run: (id: string, once) => withdrawParticipation(id, once),
    refresh: [["participation", clientId]],
    onDone: () => toast(t("telling.withdrawn")),
  });
  const file = useMutation({ mutationFn: () => exportParticipation(clientId), onSuccess: saveFile });
  if (!now.approveTime) return <p><Chip>{t("telling.nothingOut")}</Chip></p>;
  return (
    <div className={styles.agreed}>
      <div><Chip tone="leaf">{t("telling.out", { date: format.date(now.approveTime) })}</Chip></div>
      {now.approvedSocialNetwork && <blockquote>{now.approvedSocialNetwork}</blockquote>}
      {now.approvedHobby && <blockquote>{now.approvedHobby}</blockquote>}
      <p className="soft small">{now.voice ? t("telling.voice", { voice: now.voice }) : t("telling.self", { name })}</p>
      <ErrorNote problem={withdraw.problem ?? (file.error ? asProblem(file.error) : null)} />
      <div className="cluster">
        <Button size="small" onPress={() => file.mutate()} isPending={file.isPending}>{t("telling.file")}</Button>
        <Button size="small" kind="quiet" onPress={() => withdraw.start(clientId)} isDisabled={withdraw.isPending}>{t("telling.withdraw")}</Button>
      </div>
    </div>
  );
}

interface Text {
  etag: string;
  socialNetwork: string;
  hobby: string;
}

const textOf = (now: Participation): Text => ({ etag: now.etag ?? "", socialNetwork: now.socialNetwork ?? "", hobby: now.hobby ?? "" });

function Draft({ now, person }: { now: Participation; person: Client }) {
  const t = useT();
  const clientId = person.id ?? "";
  const name = person.givenName ?? "";
  const kept = textOf(now);
  const edit = useEdit<Text>(`telling:${clientId}`, kept);
  const undo = useUndo();
  const save = useChange({
    run: (text: Text, once) => writeParticipation(clientId, text, once),
    refresh: [["participation", clientId]],
    onDone: (after) => {
      edit.forget();
      undo(t("telling.saved"), () => writeParticipation(clientId, { ...kept, etag: after.etag }, requestId()), [["participation", clientId]]);
    },
  });
  const { value, set } = edit;
  const changed = value.socialNetwork !== kept.socialNetwork || value.hobby !== kept.hobby;
  const approved = now.approvedSocialNetwork === now.socialNetwork && now.approvedHobby === now.hobby;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(value);
  };
  return (
    <>
      <form className="stack" onSubmit={submit} noValidate>
        <TextArea optional label={t("telling.people", { name })} description={t("telling.people.help")} value={value.socialNetwork} onChange={(socialNetwork) => set({ socialNetwork })} error={save.problem?.fields["participation.socialNetwork"]} maxLength={2000} />
        <TextArea optional label={t("telling.hobby", { name })} value={value.hobby} onChange={(hobby) => set({ hobby })} error={save.problem?.fields["participation.hobby"]} maxLength={2000} />
        <EditNote
          edit={edit} problem={save.problem} etag={kept.etag}
          now={[{ label: t("telling.people", { name }), text: kept.socialNetwork }, { label: t("telling.hobby", { name }), text: kept.hobby }]}
          labels={{ "participation.socialNetwork": t("telling.people", { name }), "participation.hobby": t("telling.hobby", { name }) }}
        />
        <div><Button type="submit" isPending={save.isPending} isDisabled={!changed}>{t("telling.save")}</Button></div>
      </form>
      {!changed && !approved && (kept.socialNetwork || kept.hobby) && <Approve key={now.etag} now={now} person={person} />}
      {changed && <p className="soft">{t("telling.saveFirst")}</p>}
    </>
  );
}

/** Staff write down how the client said yes: without that it is nobody's yes. */
function Approve({ now, person }: { now: Participation; person: Client }) {
  const t = useT();
  const clientId = person.id ?? "";
  const name = person.givenName ?? "";
  // A yes is a yes to these words: to others it is asked anew.
  const [voice, setVoice, forget] = useDraft(`telling:yes:${clientId}:${now.etag}`, "");
  const undo = useUndo();
  const approve = useChange({
    run: (how: string, once) => approveParticipation(clientId, now.etag, how, once),
    refresh: [["participation", clientId]],
    onDone: () => {
      forget();
      undo(t("telling.approved"), () => withdrawParticipation(clientId, requestId()), [["participation", clientId]]);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (voice.trim()) approve.start(voice.trim());
  };
  return (
    <form className={styles.yes} onSubmit={submit} noValidate>
      <h3>{t("telling.ask", { name })}</h3>
      <p>{t("telling.readAloud", { name })}</p>
      <TextField label={t("telling.how", { name })} description={t("telling.how.help")} value={voice} onChange={setVoice} error={approve.problem?.fields.voice} autoComplete="off" maxLength={300} />
      <ErrorNote problem={approve.problem} labels={{ voice: t("telling.how", { name }) }} />
      <div><Button kind="primary" type="submit" isPending={approve.isPending} isDisabled={!voice.trim()}>{t("telling.approve", { name })}</Button></div>
    </form>
  );
}
