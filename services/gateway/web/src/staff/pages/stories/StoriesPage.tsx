/** What one client tells: written down together, read out, and for each audience the client's own yes. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { requestId } from "@/api/client";
import { useDraft } from "@/app/draft";
import { allowStory, type Audience, audiences, createStory, type ShownAs, storiesQuery, type Story, updateStory, withdrawStory, yesFor } from "@/app/stories";
import { Button } from "@/design/Button";
import { Dialog } from "@/design/Dialog";
import { EmptyState } from "@/design/EmptyState";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { OpenBook } from "@/pictograms";
import { useChange, useUndo } from "@/staff/change";
import { ChangeNote } from "../evaluation/Notes";
import { Pictures } from "./Pictures";
import styles from "./stories.module.css";

export function StoriesPage() {
  const t = useT();
  const { clientId } = useParams({ from: "/shell/mensen/$clientId/verhalen" });
  const nameOf = useNames([clientId]);
  const stories = useQuery(storiesQuery(clientId));
  const [writing, setWriting] = useState<Story | null>(null);
  const name = nameOf(clientId, true);
  const write = <Button kind="primary" onPress={() => setWriting({ clientId })}>{t("stories.write")}</Button>;
  return (
    <Page
      title={t("stories.of", { name })} lead={t("stories.ofLead")} width="text" actions={write}
      above={<Link to="/mensen/$clientId" params={{ clientId }}>{nameOf(clientId)}</Link>}
    >
      <QueryView query={stories} empty={<EmptyState title={t("stories.empty", { name })} text={t("stories.emptyText")} pictogram={OpenBook} />}>
        {(all) => <ul className={`plain-list ${styles.library}`}>{all.map((story) => <li key={story.id}><One story={story} name={name} onChange={() => setWriting(story)} /></li>)}</ul>}
      </QueryView>
      {writing && <Write key={writing.id} story={writing} onClose={() => setWriting(null)} />}
    </Page>
  );
}

function One({ story, name, onChange }: { story: Story; name: string; onChange: () => void }) {
  const t = useT();
  const format = useFormat();
  return (
    <article className={styles.story} aria-label={story.title || story.words?.slice(0, 40)}>
      {story.title && <h2>{story.title}</h2>}
      {story.words && <p className={styles.words}>{story.words}</p>}
      <Pictures names={story.pictures} />
      <p className="soft small">
        {t(story.bySelf ? "stories.bySelf" : "stories.written", { day: story.createTime ? format.date(story.createTime) : "" })}{" "}
        {story.shownAs === "SHOWN_AS_OTHER_NAME" ? t("stories.asOther", { name: story.otherName ?? "" }) : t(story.shownAs === "SHOWN_AS_OWN_NAME" ? "stories.asOwn" : "stories.asNobody")}
      </p>
      <h3>{t("stories.whoReads")}</h3>
      <ul className={`plain-list ${styles.yeses}`}>{audiences.map((audience) => <li key={audience}><Yes story={story} audience={audience} name={name} /></li>)}</ul>
      <div><Button kind="quiet" onPress={onChange}>{t("stories.change")}</Button></div>
    </article>
  );
}

/** One audience: the client's yes, written down with how it was given; taken back in one tap. */
function Yes({ story, audience, name }: { story: Story; audience: Audience; name: string }) {
  const t = useT();
  const format = useFormat();
  const undo = useUndo();
  const [asking, setAsking] = useState(false);
  const [voice, setVoice, forget] = useDraft(`story:${story.id}:${story.etag}:yes:${audience}`, "");
  const yes = yesFor(story, audience);
  const who = t(`stories.audience.${audience}`);
  const refresh = [["stories"]];
  const allow = useChange({
    run: (_: void, once) => allowStory(story, audience, voice, once),
    refresh,
    onDone: () => {
      setAsking(false);
      undo(t("stories.allowed", { who }), () => withdrawStory(story.id ?? "", audience, requestId()), refresh);
      setVoice("");
      forget();
    },
  });
  const away = useChange({ run: (_: void, once) => withdrawStory(story.id ?? "", audience, once), refresh });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    allow.start();
  };
  const form = `yes-${story.id}-${audience}`;
  return (
    <div className={styles.yes}>
      <div className={styles.yesWords}>
        <p>{who}</p>
        <p className="soft small">
          {!yes ? t("stories.notYet") : yes.toEarlier ? t("stories.toEarlier") : yes.bySelf ? t("stories.saidSelf", { name, day: yes.time ? format.date(yes.time) : "" }) : t("stories.saidVoice", { day: yes.time ? format.date(yes.time) : "", voice: yes.voice ?? "" })}
        </p>
        <ChangeNote problem={away.problem} />
      </div>
      <div className="cluster">
        {(!yes || yes.toEarlier) && <Button size="small" aria-label={t("stories.ask.of", { who })} onPress={() => setAsking(true)}>{t("stories.ask")}</Button>}
        {yes && <Button kind="quiet" size="small" isPending={away.isPending} aria-label={t("stories.away.of", { who })} onPress={() => away.start()}>{t("stories.away")}</Button>}
      </div>
      {asking && (
        <Dialog
          title={t("stories.askTitle", { who })} isOpen onOpenChange={(open) => !open && setAsking(false)}
          actions={
            <>
              <Button kind="primary" type="submit" form={form} isPending={allow.isPending}>{t("stories.saidYes", { name })}</Button>
              <Button kind="quiet" onPress={() => setAsking(false)}>{t("common.cancel")}</Button>
            </>
          }
        >
          <form id={form} onSubmit={submit} className="stack" noValidate>
            <p>{t("stories.askText")}</p>
            <blockquote className={styles.words}>{story.words || story.title}</blockquote>
            <TextArea label={t("stories.voice")} description={t("stories.voiceHelp")} value={voice} onChange={setVoice} error={allow.problem?.fields.voice} maxLength={500} />
            <ChangeNote problem={allow.problem} labels={{ voice: t("stories.voice") }} />
          </form>
        </Dialog>
      )}
    </div>
  );
}

const names = ["SHOWN_AS_NO_NAME", "SHOWN_AS_OWN_NAME", "SHOWN_AS_OTHER_NAME"] as const;

interface Draft { title: string; words: string; shownAs: ShownAs; otherName: string }

function Write({ story, onClose }: { story: Story; onClose: () => void }) {
  const t = useT();
  const shownAs = names.find((one) => one === story.shownAs) ?? "SHOWN_AS_NO_NAME";
  const undo = useUndo();
  const before = { title: story.title ?? "", words: story.words ?? "", shownAs, otherName: story.otherName ?? "" };
  const [draft, setDraft, forget] = useDraft<Draft>(`story:${story.id ?? `new:${story.clientId}`}`, before);
  const save = useChange({
    run: (now: Draft, once) => (story.id ? updateStory({ ...now, id: story.id, etag: story.etag, pictures: story.pictures }, once) : createStory({ ...now, clientId: story.clientId }, once)),
    refresh: [["stories"]],
    onDone: (after) => {
      forget();
      onClose();
      if (story.id) undo(t("common.saved"), () => updateStory({ ...before, id: story.id, etag: after.etag, pictures: story.pictures }, requestId()), [["stories"]]);
    },
  });
  const fields = save.problem?.fields ?? {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(draft);
  };
  const form = `write-${story.id ?? "new"}`;
  return (
    <Dialog
      title={t(story.id ? "stories.change" : "stories.write")} isOpen onOpenChange={(open) => !open && onClose()}
      actions={<><Button kind="primary" type="submit" form={form} isPending={save.isPending}>{t("common.save")}</Button><Button kind="quiet" onPress={onClose}>{t("common.cancel")}</Button></>}
    >
      <form id={form} onSubmit={submit} className={styles.form} noValidate>
        {story.id && (story.yeses ?? []).length > 0 && <p>{t("stories.changeNote")}</p>}
        <TextField optional label={t("stories.name")} value={draft.title} onChange={(title) => setDraft({ ...draft, title })} maxLength={80} autoComplete="off" />
        <TextArea label={t("stories.words")} description={t("stories.wordsHelp")} value={draft.words} onChange={(words) => setDraft({ ...draft, words })} error={fields["story.words"]} maxLength={4000} />
        <RadioCards compact label={t("stories.shown")} value={draft.shownAs} onChange={(chosen) => setDraft({ ...draft, shownAs: chosen })} options={names.map((one) => ({ value: one, label: t(`stories.shown.${one}`) }))} />
        {draft.shownAs === "SHOWN_AS_OTHER_NAME" && <TextField label={t("stories.otherName")} value={draft.otherName} onChange={(otherName) => setDraft({ ...draft, otherName })} error={fields["story.otherName"]} maxLength={40} autoComplete="off" />}
        <ChangeNote problem={save.problem} labels={{ "story.words": t("stories.words"), "story.otherName": t("stories.otherName") }} />
      </form>
    </Dialog>
  );
}
