/** A small step: a few words or a picture, and who takes it. No date is asked, because none belongs to it (O-05). */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { isOvertaken, useChange, useEdit, useUndo } from "@/staff/change";
import { Overtaken } from "@/staff/Overtaken";
import styles from "./people.module.css";
import { PicturePicker } from "./PicturePicker";
import { isPicture } from "./pictures";
import { clientQuery, type Wish, wishesOf } from "./queries";
import { createStep, type Step, stepsOf, updateStep } from "./steps";

interface Draft {
  etag: string;
  words: string;
  picture: string;
  who: NonNullable<Step["who"]>;
  wishId: string;
}

const draftOf = (step: Step): Draft => ({
  etag: step.etag ?? "",
  words: step.words ?? "",
  picture: step.picture ?? "",
  who: step.who ?? "WHO_TOGETHER",
  wishId: step.wishId ?? "",
});

export function NewStepPage() {
  const { clientId } = useParams({ from: "/shell/mensen/$clientId/stap" });
  return <StepForm clientId={clientId} step={{ clientId }} draftKey={`step:new:${clientId}`} />;
}

export function StepFormPage() {
  const t = useT();
  const { clientId, stepId } = useParams({ from: "/shell/mensen/$clientId/stap/$stepId" });
  const steps = useQuery(stepsOf(clientId));
  const step = steps.data?.find((one) => one.id === stepId);
  if (step) return <StepForm key={stepId} clientId={clientId} step={step} draftKey={`step:${stepId}`} />;
  return <Page title={t("steps.title")} width="text"><QueryView query={steps}>{() => null}</QueryView></Page>;
}

function StepForm({ clientId, step, draftKey }: { clientId: string; step: Step; draftKey: string }) {
  const t = useT();
  const navigate = useNavigate();
  const name = useQuery(clientQuery(clientId)).data?.givenName ?? "…";
  const now = draftOf(step);
  const undo = useUndo();
  const edit = useEdit<Draft>(draftKey, now);
  const { value, set } = edit;
  const save = useChange({
    run: (draft: Draft, once) => {
      const told = { ...draft, id: step.id, clientId };
      return step.id ? updateStep(told, once) : createStep(told, once);
    },
    refresh: [["steps"]],
    onDone: async (after) => {
      edit.forget();
      if (step.id) undo(t("steps.form.saved"), () => updateStep({ ...now, etag: after.etag, id: step.id, clientId }, requestId()), [["steps"]]);
      else toast(t("steps.form.saved"));
      await navigate({ to: "/mensen/$clientId", params: { clientId }, search: { deel: "verhaal" } });
    },
  });
  const fields = save.problem?.fields ?? {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(value);
  };
  return (
    <Page
      title={t(step.id ? "steps.form.edit" : "steps.form.new", { name })}
      lead={t("steps.form.lead")}
      above={<Link to="/mensen/$clientId" params={{ clientId }}>{name}</Link>}
      width="text"
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextField
          label={t("steps.form.words")}
          description={t("steps.form.words.help")}
          value={value.words}
          onChange={(words) => set({ words })}
          error={fields["step.words"]}
          maxLength={300}
          autoComplete="off"
        />
        <RadioCards
          compact
          label={t("steps.form.who")}
          value={value.who}
          onChange={(who) => set({ who })}
          options={(["WHO_CLIENT", "WHO_TOGETHER", "WHO_SUPPORT_WORKER"] as const).map((who) => ({ value: who, label: t(`steps.who.${who}`, { name }) }))}
        />
        <WishChoice clientId={clientId} value={value.wishId} onChange={(wishId) => set({ wishId })} error={fields["step.wishId"]} />
        <PicturePicker value={value.picture} onChange={(picture) => set({ picture })} />
        {isOvertaken(save.problem) && value.etag !== now.etag ? (
          <Overtaken edit={edit} now={[{ label: t("steps.form.words"), text: now.words }]} />
        ) : (
          <ErrorNote problem={isOvertaken(save.problem) ? null : save.problem} labels={{ "step.words": t("steps.form.words"), "step.wishId": t("steps.form.wish") }} />
        )}
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
          <Link to="/mensen/$clientId" params={{ clientId }} className={buttonClass("quiet")}>{t("common.back")}</Link>
        </div>
      </form>
    </Page>
  );
}

const current = (wish: Wish, chosen: string) => wish.state === "STATE_OPEN" || wish.state === "STATE_TAKEN_UP" || wish.id === chosen;

function WishChoice({ clientId, value, onChange, error }: { clientId: string; value: string; onChange: (id: string) => void; error?: string }) {
  const t = useT();
  const wishes = (useQuery(wishesOf(clientId)).data ?? []).filter((wish) => current(wish, value));
  if (wishes.length === 0) return null;
  const said = (wish: Wish) => wish.ownWords || (isPicture(wish.picture) ? t(`people.picture.${wish.picture}`) : t("people.story.pictureOnly"));
  return (
    <RadioCards
      label={t("steps.form.wish")}
      value={value || "none"}
      onChange={(id) => onChange(id === "none" ? "" : id)}
      error={error}
      options={[...wishes.map((wish) => ({ value: wish.id ?? "", label: said(wish) })), { value: "none", label: t("steps.form.wish.none") }]}
    />
  );
}
