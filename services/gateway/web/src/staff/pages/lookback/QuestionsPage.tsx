/** The organisation's own version of what is asked: other words, another order, more questions. What the method asks stays (E-04). */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { type Question, questionsQuery, type QuestionSet } from "@/app/questions";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Checkbox } from "@/design/Checkbox";
import { ErrorNote } from "@/design/ErrorNote";
import { Page } from "@/design/Page";
import { QueryView } from "@/design/QueryView";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { isOvertaken, useChange, useEdit } from "@/staff/change";
import { Overtaken } from "@/staff/Overtaken";
import styles from "../evaluation/lookback.module.css";
import { draftOf, move, newQuestion, withQuestion } from "./edit";
import { publishQuestions, versionsQuery } from "./queries";
import { QuestionFields } from "./QuestionFields";

const most = 30;

export function QuestionsPage() {
  const t = useT();
  const newest = useQuery(questionsQuery());
  return (
    <Page
      title={t("lookback.edit.title")}
      lead={t("lookback.edit.lead")}
      above={<Link to="/organisatie" search={{ deel: "tussenstand" }}>{t("lookback.edit.above")}</Link>}
      width="text"
    >
      <QueryView query={newest}>{(set) => <Form set={set} />}</QueryView>
    </Page>
  );
}

function Form({ set }: { set: QuestionSet }) {
  const t = useT();
  const navigate = useNavigate();
  const current = draftOf(set);
  const edit = useEdit("lookback:questions", current);
  const [english, setEnglish] = useState(false);
  const { questions } = edit.value;
  const save = useChange({
    run: (all: Question[], once) => publishQuestions(all, edit.value.etag, once),
    refresh: [["lookBackQuestions"]],
    onDone: async (saved) => {
      edit.forget();
      toast(saved.version === set.version ? t("lookback.edit.same") : t("lookback.edit.saved"));
      await navigate({ to: "/organisatie", search: { deel: "tussenstand" } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(questions);
  };
  const overtaken = isOvertaken(save.problem) && edit.value.etag !== current.etag;
  const put = (next: Question[]) => edit.set({ questions: next });
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Checkbox isSelected={english} onChange={setEnglish}>{t("lookback.edit.english")}</Checkbox>
      <ol className={styles.list}>
        {questions.map((one, index) => (
          <li key={one.key}>
            <QuestionFields
              of={one}
              n={index + 1}
              english={english}
              error={(field) => save.problem?.fields[`questions[${index}].${field}`]}
              onChange={(change) => put(withQuestion(questions, one.key, change))}
              onUp={index > 0 ? () => put(move(questions, index, index - 1)) : undefined}
              onDown={index < questions.length - 1 ? () => put(move(questions, index, index + 1)) : undefined}
              onRemove={() => put(questions.filter((other) => other.key !== one.key))}
            />
          </li>
        ))}
      </ol>
      {questions.length < most && <div><Button onPress={() => put([...questions, newQuestion()])}>{t("lookback.edit.add")}</Button></div>}
      {overtaken
        ? <Overtaken edit={edit} now={current.questions.map((one, index) => ({ label: t("lookback.edit.question", { n: index + 1 }), text: one.textNl ?? "" }))} />
        : <ErrorNote problem={isOvertaken(save.problem) ? null : save.problem} labels={{ questions: t("lookback.questions.title") }} />}
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("lookback.edit.publish")}</Button>
        <Button kind="quiet" onPress={edit.takeTheirs}>{t("lookback.edit.undo")}</Button>
        {!set.builtIn && <Ours onTake={(all) => put(all)} />}
        <Link to="/organisatie" search={{ deel: "tussenstand" }} className={buttonClass("quiet")}>{t("common.back")}</Link>
      </div>
    </form>
  );
}

/** Back to how Optrek asks it: in the form first, so that one sees it before it is put to use. */
function Ours({ onTake }: { onTake: (questions: Question[]) => void }) {
  const t = useT();
  const ours = useQuery(versionsQuery).data?.find((one) => one.builtIn);
  if (!ours) return null;
  return <Button kind="quiet" onPress={() => onTake(ours.questions ?? [])}>{t("lookback.edit.ours")}</Button>;
}
