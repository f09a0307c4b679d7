/** The support worker's own look, read by nobody else; and how it would be for yourself (E-09). */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Checkbox } from "@/design/Checkbox";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import { lookDraft } from "./drafts";
import { ChangeNote } from "./Notes";
import { useCalled } from "./people";
import { type Evaluation, evaluationQuery, reflect, type Reflection } from "./queries";
import { faceQuestions, faces, pushes } from "./reflection";

export function LookPage() {
  const t = useT();
  const { evaluationId } = useParams({ from: "/shell/tussenstand/$evaluationId/mijn-blik" });
  const found = useQuery(evaluationQuery(evaluationId));
  const { called } = useCalled(found.data?.clientIds ?? []);
  return (
    <Page
      title={t("evaluation.look.title")}
      lead={t("evaluation.look.lead")}
      above={
        <Link to="/tussenstand/$evaluationId" params={{ evaluationId }}>
          {found.data ? t("evaluation.interim.of", { names: called(found.data.clientIds) }) : t("evaluation.interim.title")}
        </Link>
      }
      width="text"
    >
      <QueryView query={found}>
        {(one) => (one.state === "STATE_DONE" ? <p>{t("evaluation.ask.closed")}</p> : <LookForm of={one} />)}
      </QueryView>
    </Page>
  );
}

function LookForm({ of }: { of: Evaluation }) {
  const t = useT();
  const navigate = useNavigate();
  const earlier = (of.reflections ?? []).find((one) => !one.clientId);
  const [look, setLook, forget] = useDraft<Reflection>(lookDraft(of.id), earlier ?? {});
  const save = useChange({
    run: (told: Reflection, once) => reflect(of.id ?? "", { ...told, clientId: "", time: undefined }, once),
    refresh: [["interimEvaluations"]],
    onDone: async () => {
      forget();
      toast(t("evaluation.look.saved"));
      await navigate({ to: "/tussenstand/$evaluationId", params: { evaluationId: of.id ?? "" } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(look);
  };
  return (
    <form className="stack" style={{ "--gap": "var(--space-5)" } as React.CSSProperties} onSubmit={submit} noValidate>
      {faceQuestions.map((question) => (
        <RadioCards
          key={question}
          compact
          label={t(`evaluation.look.${question}`)}
          value={[...faces, "FACE_SKIPPED" as const].find((one) => one === look[question]) ?? null}
          onChange={(face) => setLook({ ...look, [question]: face })}
          options={[
            ...faces.map((value) => ({ value, label: t(`evaluation.ask.${value}`) })),
            { value: "FACE_SKIPPED" as const, label: t("evaluation.look.unknown") },
          ]}
        />
      ))}
      <RadioCards
        compact
        label={t("evaluation.look.push")}
        value={[...pushes, "PUSH_SKIPPED" as const].find((one) => one === look.push) ?? null}
        onChange={(push) => setLook({ ...look, push })}
        options={[...pushes, "PUSH_SKIPPED" as const].map((value) => ({ value, label: t(`evaluation.look.push.${value}`) }))}
      />
      <div className="stack" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
        <Checkbox isSelected={!!look.lifeChanged} onChange={(lifeChanged) => setLook({ ...look, lifeChanged })}>{t("evaluation.look.life")}</Checkbox>
        <Checkbox isSelected={!!look.otherWishes} onChange={(otherWishes) => setLook({ ...look, otherWishes })}>{t("evaluation.look.other")}</Checkbox>
      </div>
      <TextArea
        optional
        label={t("evaluation.look.words")}
        description={t("evaluation.look.words.help")}
        value={look.words ?? ""}
        onChange={(words) => setLook({ ...look, words })}
        error={save.problem?.fields["reflection.words"]}
        maxLength={2000}
      />
      <ChangeNote problem={save.problem} labels={{ "reflection.words": t("evaluation.look.words") }} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
        <Link to="/tussenstand/$evaluationId" params={{ evaluationId: of.id ?? "" }} className={buttonClass("quiet")}>{t("common.cancel")}</Link>
      </div>
    </form>
  );
}
