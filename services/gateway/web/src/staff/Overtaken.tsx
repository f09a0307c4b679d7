/** Somebody else was first: what they made of it, and the choice whose words stay. Nothing typed is lost until somebody chooses. */
import type { Problem } from "@/api/problem";
import { Button } from "@/design/Button";
import { Card } from "@/design/Card";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/staff";
import { type Edit, isOvertaken } from "./change";

export interface OvertakenProps<T> {
  edit: Edit<T>;
  /** How it stands now, in the words of the form. */
  now: readonly { label: string; text: string }[];
}

interface EditNoteProps<T> extends OvertakenProps<T> {
  problem: Problem | null;
  /** Of how it stands now. */
  etag: string;
  labels?: Record<string, string>;
}

/** What stands above the buttons of the form of something that exists: what is wrong, or that somebody else was first. */
export function EditNote<T extends { etag: string }>({ edit, now, problem, etag, labels }: EditNoteProps<T>) {
  if (!isOvertaken(problem)) return <ErrorNote problem={problem} labels={labels} />;
  return edit.value.etag === etag ? null : <Overtaken edit={edit} now={now} />;
}

export function Overtaken<T>({ edit, now }: OvertakenProps<T>) {
  const t = useT();
  const told = now.filter(({ text }) => text !== "");
  return (
    <div role="alert">
      <Card
        tone="sky"
        title={t("shell.overtaken.title")}
        actions={
          <>
            <Button onPress={edit.keepMine}>{t("shell.overtaken.mine")}</Button>
            <Button kind="quiet" onPress={edit.takeTheirs}>{t("shell.overtaken.theirs")}</Button>
          </>
        }
      >
        <p>{t("shell.overtaken.text")}</p>
        {told.length > 0 && (
          <dl className="stack" style={{ "--gap": "var(--space-2)" } as React.CSSProperties}>
            {told.map(({ label, text }) => (
              <div key={label}>
                <dt className="soft small">{label}</dt>
                <dd style={{ margin: 0 }}>{text}</dd>
              </div>
            ))}
          </dl>
        )}
      </Card>
    </div>
  );
}
