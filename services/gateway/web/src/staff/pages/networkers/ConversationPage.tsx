/** The conversation with somebody who might be a networker: their own yes, and notes for the talk. Nothing here is a test. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { type Edit, isOvertaken, useChange, useEdit } from "@/staff/change";
import { Overtaken } from "@/staff/Overtaken";
import { type ConversationDraft, conversationFrom, draftOf } from "./conversation";
import styles from "./networkers.module.css";
import { converse, type Networker, networkerQuery } from "./queries";

export function ConversationPage() {
  const t = useT();
  const { networkerId } = useParams({ from: "/shell/netwerkers/$networkerId/gesprek" });
  const networker = useQuery(networkerQuery(networkerId));
  const nameOf = useNames([networker.data?.clientId]);
  const name = nameOf(networker.data?.clientId, true);
  return (
    <Page
      title={t("networkers.talk.title", { name })}
      lead={t("networkers.talk.lead")}
      above={<Link to="/netwerkers/$networkerId" params={{ networkerId }}>{name}</Link>}
      width="text"
    >
      <QueryView query={networker}>{(found) => <ConversationForm networker={found} name={name} />}</QueryView>
    </Page>
  );
}

function ConversationForm({ networker, name }: { networker: Networker; name: string }) {
  const t = useT();
  const navigate = useNavigate();
  const params = { networkerId: networker.id ?? "" };
  const current = draftOf(networker);
  const edit = useEdit<ConversationDraft>(`conversation:${networker.id}`, current);
  const [unsaid, setUnsaid] = useState(false);
  const save = useChange({
    run: (draft: ConversationDraft, once) => converse({ id: networker.id, etag: draft.etag }, conversationFrom(draft), once),
    refresh: [["networkers"]],
    onDone: async (_, draft) => {
      edit.forget();
      toast(draft.ownYes === "yes" ? t("networkers.talk.savedYes", { name }) : t("networkers.talk.savedNo"));
      await navigate({ to: "/netwerkers/$networkerId", params });
    },
  });
  const { value, set } = edit;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setUnsaid(value.ownYes === null);
    if (value.ownYes !== null) save.start(value);
  };
  const overtaken = isOvertaken(save.problem) && value.etag !== current.etag;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <section className={styles.group}>
        <h2>{t("networkers.talk.yes")}</h2>
        <RadioCards
          label={t("networkers.talk.yesQuestion", { name })}
          description={t("networkers.talk.yesHelp")}
          value={value.ownYes}
          onChange={(ownYes) => { set({ ownYes }); setUnsaid(false); }}
          error={unsaid ? t("networkers.talk.yesMissing", { name }) : undefined}
          options={[
            { value: "yes" as const, label: t("networkers.talk.saysYes", { name }) },
            { value: "no" as const, label: t("networkers.talk.saysNo", { name }), description: t("networkers.talk.saysNoHelp") },
          ]}
        />
        <TextArea
          optional
          label={t("networkers.ownWords")}
          description={t("networkers.ownWords.help")}
          value={value.ownWords}
          onChange={(ownWords) => set({ ownWords })}
          maxLength={2000}
        />
        <TextField type="date" label={t("networkers.talk.when")} value={value.day} onChange={(day) => set({ day })} error={save.problem?.fields["conversation.talkTime"]} />
      </section>
      <Notes edit={edit} name={name} />
      {overtaken ? (
        <Overtaken edit={edit} now={[{ label: t("networkers.ownWords"), text: current.ownWords }, { label: t("networkers.experience"), text: current.experience }]} />
      ) : (
        <ErrorNote problem={isOvertaken(save.problem) ? null : save.problem} />
      )}
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
        <Link to="/netwerkers/$networkerId" params={params} className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </form>
  );
}

const answers = ["ANSWER_YES", "ANSWER_A_BIT", "ANSWER_NO", "ANSWER_NOT_KNOWN_YET"] as const;

/** Wanting and being able are two answers; the three skills are notes, and decide nothing. */
function Notes({ edit: { value, set }, name }: { edit: Edit<ConversationDraft>; name: string }) {
  const t = useT();
  const options = answers.map((answer) => ({ value: answer, label: t(`networkers.answer.${answer}`) }));
  return (
    <>
      <section className={styles.group}>
        <h2>{t("networkers.talk.sharing")}</h2>
        <TextArea optional label={t("networkers.experience")} description={t("networkers.experience.help", { name })} value={value.experience} onChange={(experience) => set({ experience })} maxLength={2000} />
        <RadioCards compact label={t("networkers.wants.question", { name })} value={value.wantsToShare} onChange={(wantsToShare) => set({ wantsToShare })} options={options} />
        <RadioCards compact label={t("networkers.able.question", { name })} value={value.ableToShare} onChange={(ableToShare) => set({ ableToShare })} options={options} />
      </section>
      <section className={styles.group}>
        <h2>{t("networkers.talk.skills")}</h2>
        <p className="soft">{t("networkers.talk.skillsHelp")}</p>
        <TextArea optional label={t("networkers.skill.sharing")} value={value.noteSharing} onChange={(noteSharing) => set({ noteSharing })} maxLength={2000} />
        <TextArea optional label={t("networkers.skill.communicating")} value={value.noteCommunicating} onChange={(noteCommunicating) => set({ noteCommunicating })} maxLength={2000} />
        <TextArea optional label={t("networkers.skill.withoutSteering")} value={value.noteWithoutSteering} onChange={(noteWithoutSteering) => set({ noteWithoutSteering })} maxLength={2000} />
      </section>
    </>
  );
}
