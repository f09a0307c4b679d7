/** Lessons, without names: keeping one, and those of one intervision. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { QueryView } from "@/design/QueryView";
import { Ruled } from "@/design/Ruled";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useChange } from "@/staff/change";
import styles from "./evaluation.module.css";
import type { Theme } from "../intervision/queries";
import { Themes } from "../intervision/Themes";
import { ChangeNote } from "./Notes";
import { addLesson, lessonsQuery } from "./queries";

export function LessonsOf({ intervisionId }: { intervisionId: string }) {
  const t = useT();
  const list = useInfiniteQuery({
    ...lessonsQuery,
    select: (data) => data.pages.flatMap((one) => one.lessons ?? []).filter((lesson) => lesson.intervisionId === intervisionId),
  });
  return (
    <section className="stack">
      <h2>{t("evaluation.lessons.here")}</h2>
      <QueryView query={list} empty={<><p className="soft no-print">{t("evaluation.lessons.hereNone")}</p><Ruled lines={3} onlyOnPaper /></>}>
        {(found) => (
          <ul className="stack plain-list">{found.map((lesson) => <li key={lesson.id} className={styles.lesson}><p>{lesson.words}</p></li>)}</ul>
        )}
      </QueryView>
      <AddLesson intervisionId={intervisionId} />
    </section>
  );
}

export function AddLesson({ intervisionId, beside }: { intervisionId?: string; beside?: ReactNode }) {
  const t = useT();
  const [words, setWords, forget] = useDraft(`lesson:${intervisionId ?? ""}`, "");
  const [open, setOpen] = useState(words !== "");
  const [tried, setTried] = useState(false);
  const [chosen, setChosen] = useState<Theme[]>([]);
  const close = () => {
    setWords("");
    setChosen([]);
    forget();
    setTried(false);
    setOpen(false);
  };
  const save = useChange({
    run: (text: string, once) => addLesson({ words: text, intervisionId: intervisionId ?? "", themes: chosen }, once),
    refresh: [["lessons"]],
    onDone: () => {
      close();
      toast(t("evaluation.lessons.saved"));
    },
  });
  if (!open) return <div className="cluster no-print"><Button onPress={() => setOpen(true)}>{t("evaluation.lessons.add")}</Button>{beside}</div>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (words.trim()) save.start(words);
  };
  return (
    <form className={`${styles.inset} no-print`} onSubmit={submit} noValidate>
      <TextArea
        label={t("evaluation.lessons.words")}
        description={t("evaluation.lessons.words.help")}
        value={words}
        onChange={setWords}
        error={tried && !words.trim() ? t("evaluation.lessons.words.first") : save.problem?.fields["lesson.words"]}
        maxLength={2000}
      />
      <Themes chosen={chosen} onChange={setChosen} />
      <ChangeNote problem={save.problem} labels={{ "lesson.words": t("evaluation.lessons.words") }} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("evaluation.lessons.save")}</Button>
        <Button kind="quiet" onPress={close}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}
