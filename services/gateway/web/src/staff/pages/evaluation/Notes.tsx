/** Why a change did not go through. When somebody else was first: what happened, and that nothing was lost. */
import type { Problem } from "@/api/problem";
import { Card } from "@/design/Card";
import { ErrorNote } from "@/design/ErrorNote";
import { useT } from "@/i18n/staff";
import { isOvertaken } from "@/staff/change";

export interface ChangeNoteProps {
  problem: Problem | null;
  /** What happened, when it was somebody else who was first. */
  overtaken?: string;
  labels?: Record<string, string>;
}

export function ChangeNote({ problem, overtaken, labels }: ChangeNoteProps) {
  const t = useT();
  if (!isOvertaken(problem)) return <ErrorNote problem={problem} labels={labels} />;
  return (
    <div role="alert">
      <Card tone="sky" title={t("shell.meanwhile.title")} level={3}>
        <p>{overtaken ?? t("shell.meanwhile.text")}</p>
      </Card>
    </div>
  );
}
