/** Writing a wish down, in the order of the conversation: what is going on, the wish, and only then how (N-03). */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { requestId } from "@/api/client";
import type { Problem } from "@/api/problem";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { LoadingRows } from "@/design/Loading";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { type Edit, isOvertaken, useChange, useEdit, useUndo } from "@/staff/change";
import { Overtaken } from "@/staff/Overtaken";
import { HowTo } from "../howto/HowTo";
import styles from "./people.module.css";
import { PicturePicker } from "./PicturePicker";
import { clientQuery, createWish, updateWish, type Wish, wishQuery } from "./queries";
import { fromWords, toWords } from "./words";

interface Draft {
  etag: string;
  goingOn: string;
  ownWords: string;
  picture: string;
  kind: NonNullable<Wish["kind"]>;
  interests: string;
  strategy: string;
  skill: string;
}

const draftOf = (wish: Wish): Draft => ({
  etag: wish.etag ?? "",
  goingOn: wish.goingOn ?? "",
  ownWords: wish.ownWords ?? "",
  picture: wish.picture ?? "",
  kind: wish.kind ?? "KIND_UNSPECIFIED",
  interests: fromWords(wish.interests),
  strategy: wish.strategy ?? "",
  skill: wish.skill ?? "",
});

/** A skill belongs to learning; what was typed of it before another kind was chosen stays in the draft only (N-20). */
const wishFrom = ({ interests, skill, ...draft }: Draft, wish: Wish): Wish => ({
  ...draft, id: wish.id, clientId: wish.clientId, interests: toWords(interests), skill: draft.kind === "KIND_LEARNING" ? (skill ?? "") : "",
});

export function NewWishPage() {
  const { clientId } = useParams({ from: "/shell/mensen/$clientId/wens" });
  return <WishForm clientId={clientId} wish={{ clientId }} draftKey={`wish:new:${clientId}`} />;
}

export function WishFormPage() {
  const t = useT();
  const { clientId, wishId } = useParams({ from: "/shell/mensen/$clientId/wens/$wishId" });
  const wish = useQuery(wishQuery(wishId));
  if (wish.data) return <WishForm key={wishId} clientId={clientId} wish={wish.data} draftKey={`wish:${wishId}`} />;
  return <Page title={t("people.story.wish")} width="text"><QueryView query={wish} loading={<LoadingRows />}>{() => null}</QueryView></Page>;
}

interface WishFormProps {
  clientId: string;
  wish: Wish;
  draftKey: string;
}

function WishForm({ clientId, wish, draftKey }: WishFormProps) {
  const t = useT();
  const navigate = useNavigate();
  const name = useQuery(clientQuery(clientId)).data?.givenName ?? "…";
  const undo = useUndo();
  const now = draftOf(wish);
  const edit = useEdit<Draft>(draftKey, now);
  const save = useChange({
    run: (draft: Draft, once) => (wish.id ? updateWish(wishFrom(draft, wish), once) : createWish(wishFrom(draft, wish), once)),
    refresh: [["wishes"]],
    onDone: async (after) => {
      edit.forget();
      if (wish.id) undo(t("people.wish.saved"), () => updateWish(wishFrom({ ...now, etag: after.etag ?? "" }, wish), requestId()), [["wishes"]]);
      else toast(t("people.wish.saved"));
      await navigate({ to: "/mensen/$clientId", params: { clientId }, search: { deel: "verhaal" } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(edit.value);
  };
  return (
    <Page
      title={t(wish.id ? "people.wish.edit" : "people.wish.new", { name })}
      lead={t("people.wish.lead")}
      above={<Link to="/mensen/$clientId" params={{ clientId }}>{name}</Link>}
      width="text"
    >
      <HowTo about="wish" />
      <form className={styles.form} onSubmit={submit} noValidate>
        <WishFields edit={edit} name={name} problem={save.problem} />
        {isOvertaken(save.problem) && edit.value.etag !== now.etag ? (
          <Overtaken
            edit={edit}
            now={[
              { label: t("people.story.goingOn"), text: now.goingOn },
              { label: t("people.story.wish"), text: now.ownWords },
              { label: t("people.story.strategy"), text: now.strategy },
            ]}
          />
        ) : (
          <ErrorNote
            problem={isOvertaken(save.problem) ? null : save.problem}
            labels={{ "wish.ownWords": t("people.story.wish"), "wish.goingOn": t("people.story.goingOn"), "wish.interests": t("people.wish.interests") }}
          />
        )}
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
          <Link to="/mensen/$clientId" params={{ clientId }} className={buttonClass("quiet")}>{t("common.back")}</Link>
        </div>
      </form>
    </Page>
  );
}

const kinds = ["KIND_COMPANY", "KIND_TAKING_PART", "KIND_BREAKING_ISOLATION", "KIND_LEARNING", "KIND_UNSPECIFIED"] as const;

function WishFields({ edit, name, problem }: { edit: Edit<Draft>; name: string; problem: Problem | null }) {
  const t = useT();
  const { value, set } = edit;
  const fields = problem?.fields ?? {};
  // The strategy waits for the story and the wish; what was written of it before stays open, so that it can be changed.
  const ready = (value.goingOn.trim() !== "" && (value.ownWords.trim() !== "" || value.picture !== "")) || value.strategy !== "";
  return (
    <>
      <TextArea
        optional
        label={t("people.wish.goingOn")}
        description={t("people.wish.goingOn.help", { name })}
        value={value.goingOn}
        onChange={(goingOn) => set({ goingOn })}
        error={fields["wish.goingOn"]}
        maxLength={2000}
      />
      <TextArea
        label={t("people.wish.ownWords", { name })}
        description={t("people.wish.ownWords.help")}
        value={value.ownWords}
        onChange={(ownWords) => set({ ownWords })}
        error={fields["wish.ownWords"]}
        maxLength={2000}
      />
      <PicturePicker value={value.picture} onChange={(picture) => set({ picture })} />
      <RadioCards
        compact
        label={t("people.wish.kind")}
        value={value.kind}
        onChange={(kind) => set({ kind })}
        options={kinds.map((kind) => ({ value: kind, label: t(`people.wish.kind.${kind}`) }))}
      />
      {value.kind === "KIND_LEARNING" && (
        <TextField
          optional
          label={t("steps.skill")}
          description={t("steps.skill.help")}
          value={value.skill ?? ""}
          onChange={(skill) => set({ skill })}
          error={fields["wish.skill"]}
          maxLength={120}
          autoComplete="off"
        />
      )}
      <TextField
        optional
        label={t("people.wish.interests")}
        description={t("people.wish.interests.help", { name })}
        value={value.interests}
        onChange={(interests) => set({ interests })}
        error={fields["wish.interests"] ?? Object.entries(fields).find(([path]) => path.startsWith("wish.interests["))?.[1]}
        autoComplete="off"
      />
      <TextArea
        optional
        label={t("people.wish.strategy")}
        description={ready ? t("people.wish.strategy.help") : t("people.wish.strategy.first", { name })}
        value={value.strategy}
        onChange={(strategy) => set({ strategy })}
        error={fields["wish.strategy"]}
        isDisabled={!ready}
        maxLength={2000}
      />
    </>
  );
}
