/** The support worker's own look, read by nobody else; and how it would be for yourself (E-09). */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useDraft } from "@/app/draft";
import { asked, choicesOf, lookOf, type Question, questionsQuery, toSend, valueOf, withValue, withWords, wordsOf } from "@/app/questions";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
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
import { useSayValue } from "./say";

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
  const set = useQuery(questionsQuery(of.questionsVersion));
  return <QueryView query={set}>{(found) => <Fields of={of} questions={asked(found)} />}</QueryView>;
}

function Fields({ of, questions: all }: { of: Evaluation; questions: Question[] }) {
  const t = useT();
  const say = useSayValue();
  const questions = all.filter((one) => lookOf(t.language, one));
  const navigate = useNavigate();
  const earlier = (of.reflections ?? []).find((one) => !one.clientId);
  const [look, setLook, forget] = useDraft<Reflection>(lookDraft(of.id), earlier ?? {});
  const save = useChange({
    run: (told: Reflection, once) => reflect(of.id ?? "", { ...toSend(told), clientId: "" }, once),
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
      {questions.map((question) => {
        const key = question.key ?? "";
        const label = lookOf(t.language, question);
        return question.kind === "KIND_WORDS" ? (
          <TextArea
            key={key}
            optional
            label={label}
            description={key === "words" ? t("evaluation.look.words.help") : undefined}
            value={wordsOf(look, key)}
            onChange={(words) => setLook(withWords(look, key, words))}
            error={key === "words" ? save.problem?.fields["reflection.words"] : undefined}
            maxLength={2000}
          />
        ) : (
          <RadioCards
            key={key}
            compact
            label={label}
            value={valueOf(look, key) ?? null}
            onChange={(value) => setLook(withValue(look, key, value))}
            options={[...choicesOf(question), "SKIPPED" as const].map((value) => ({ value, label: say(key, value, true) }))}
          />
        );
      })}
      <ChangeNote problem={save.problem} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
        <Link to="/tussenstand/$evaluationId" params={{ evaluationId: of.id ?? "" }} className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </form>
  );
}
