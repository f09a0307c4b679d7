/** From when until when nothing is sent. Within what is still a night. */
import { useQuery } from "@tanstack/react-query";
import { answer, api, requestId } from "@/api/client";
import type { Message } from "@/api/types";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { QueryView } from "@/design/QueryView";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import { useChange, useUndo } from "@/staff/change";
import styles from "./content.module.css";

type Quiet = Message<"recruitment.v1.QuietTime">;
const key = ["quietTime"];
const save = (quiet: Quiet, once: string) => answer(api.PATCH("/api/v1/quietTime", { body: quiet, params: { query: { requestId: once } } }));

export function QuietPart() {
  const quiet = useQuery({ queryKey: key, queryFn: () => answer(api.GET("/api/v1/quietTime", {})) });
  return <QueryView query={quiet}>{(now) => <Choose key={now.etag} now={now} />}</QueryView>;
}

function Choose({ now }: { now: Quiet }) {
  const t = useT();
  const undo = useUndo();
  const [value, setValue, forget] = useDraft(`quiet:${now.etag}`, { quietFrom: now.quietFrom ?? "", quietUntil: now.quietUntil ?? "" });
  const { quietFrom, quietUntil } = value;
  const change = useChange({
    run: (to: Quiet, once) => save({ ...to, etag: now.etag }, once),
    refresh: [key],
    onDone: () => {
      forget();
      undo(t("content.settings.saved"), () => save({ quietFrom: now.quietFrom, quietUntil: now.quietUntil }, requestId()), [key]);
    },
  });
  const changed = quietFrom !== now.quietFrom || quietUntil !== now.quietUntil;
  return (
    <section className={`${styles.setting} stack`}>
      <h2>{t("content.quiet.title")}</h2>
      <p className="soft">{t("content.quiet.help")}</p>
      <div className="cluster">
        <TextField type="time" label={t("content.quiet.from")} value={quietFrom} onChange={(from) => setValue({ ...value, quietFrom: from })} error={change.problem?.fields["quietTime.quietFrom"]} />
        <TextField type="time" label={t("content.quiet.until")} value={quietUntil} onChange={(until) => setValue({ ...value, quietUntil: until })} error={change.problem?.fields["quietTime.quietUntil"]} />
      </div>
      <ErrorNote problem={change.problem} />
      {changed && <div><Button kind="primary" onPress={() => change.start(value)} isPending={change.isPending}>{t("content.quiet.save")}</Button></div>}
    </section>
  );
}
