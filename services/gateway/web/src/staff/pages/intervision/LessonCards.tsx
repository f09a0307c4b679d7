/** One lesson: its words and themes, changing it, and letting the region read it or taking it back at once. */
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { requestId } from "@/api/client";
import { hasRole, useSession } from "@/api/session";
import { Button } from "@/design/Button";
import { Chip } from "@/design/Chip";
import { ErrorNote } from "@/design/ErrorNote";
import { TextArea } from "@/design/TextArea";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useChange, useEdit, useUndo } from "@/staff/change";
import { EditNote } from "@/staff/Overtaken";
import type { Lesson } from "../evaluation/queries";
import { asRead } from "./as-read";
import styles from "./intervision.module.css";
import { namesHere, type RegionLesson, shareLesson, takeBackLesson, type Theme, themes, updateLesson } from "./queries";
import { Themes } from "./Themes";

const refresh = [["lessons"]];

export function OwnLesson({ of, guides, inRegion }: { of: Lesson; guides: boolean; inRegion: boolean }) {
  const t = useT();
  const format = useFormat();
  const shares = hasRole(useSession().data, "network_lead", "coordinator");
  const [editing, setEditing] = useState(false);
  const edit = guides && <Button kind="quiet" size="small" onPress={() => setEditing(true)}>{t("intervision.lessons.edit")}</Button>;
  if (editing) return <Edit of={of} onDone={() => setEditing(false)} />;
  return (
    <div className={styles.lesson}>
      <p>{of.words}</p>
      <div className="cluster">
        {of.createTime && <span className="soft small">{format.date(of.createTime)}</span>}
        <Told of={of.themes ?? []} />
        {of.shared && <Chip tone="lilac">{t("intervision.lessons.shared")}</Chip>}
        {guides && of.intervisionId && (
          <Link to="/intervisie/$intervisionId" params={{ intervisionId: of.intervisionId }} className="small no-print">{t("evaluation.lessons.from")}</Link>
        )}
      </div>
      {shares && inRegion ? <Share of={of} beside={edit} /> : <div className="no-print">{edit}</div>}
    </div>
  );
}

export function FromRegion({ of }: { of: RegionLesson }) {
  const t = useT();
  return (
    <div className={styles.lesson}>
      <p>{of.words}</p>
      <div className="cluster"><Told of={of.themes ?? []} />{of.ours && <span className="soft small">{t("intervision.lessons.region.ours")}</span>}</div>
    </div>
  );
}

function Told({ of }: { of: readonly Theme[] }) {
  const t = useT();
  return <>{themes.filter((theme) => of.includes(theme)).map((theme) => <Chip key={theme} tone="sky">{t(`intervision.theme.${theme}`)}</Chip>)}</>;
}

function Edit({ of, onDone }: { of: Lesson; onDone: () => void }) {
  const t = useT();
  const undo = useUndo();
  const now = { etag: of.etag ?? "", words: of.words ?? "", themes: of.themes ?? [] };
  const edit = useEdit(`lesson:change:${of.id}`, now);
  const save = useChange({
    run: (lesson: Lesson, once) => updateLesson(lesson, once),
    refresh,
    onDone: (after) => {
      edit.forget();
      onDone();
      undo(t("evaluation.lessons.saved"), () => updateLesson({ ...now, id: of.id, etag: after.etag }, requestId()), refresh);
    },
  });
  return (
    <form
      className={styles.lesson}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.start({ ...edit.value, id: of.id });
      }}
    >
      <TextArea label={t("evaluation.lessons.words")} description={t("evaluation.lessons.words.help")} value={edit.value.words} onChange={(words) => edit.set({ words })} error={save.problem?.fields["lesson.words"]} maxLength={2000} />
      <Themes chosen={edit.value.themes} onChange={(themes) => edit.set({ themes })} />
      <EditNote edit={edit} problem={save.problem} etag={now.etag} now={[{ label: t("evaluation.lessons.words"), text: now.words }]} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
        <Button kind="quiet" onPress={onDone}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}

/** Beyond the organisation nobody can ask who was meant: words that could be a name are looked at first, by a program and by a person. */
function Share({ of, beside }: { of: Lesson; beside: ReactNode }) {
  const t = useT();
  const format = useFormat();
  const undo = useUndo();
  const [doubt, setDoubt] = useState(false);
  const [named, setNamed] = useState<string[]>([]);
  const maybe = of.looksLikeNames ?? [];
  const share = useChange({
    run: (looked: boolean, once) => shareLesson(of, looked, once),
    refresh,
    onDone: (after) => {
      setDoubt(false);
      undo(t("intervision.lessons.share.done"), () => takeBackLesson(after, requestId()), refresh);
    },
  });
  const back = useChange({
    run: (_: void, once) => takeBackLesson(of, once),
    refresh,
    // The same words as were looked at when they were shared.
    onDone: (after) => undo(t("intervision.lessons.takeBack.done"), () => shareLesson(after, true, requestId()), refresh),
  });
  const begin = async () => {
    if (maybe.length === 0) return share.start(false);
    setNamed(await namesHere(maybe).catch(() => []));
    setDoubt(true);
  };
  return (
    <div className="stack no-print">
      {doubt && (
        <div role="alert" className="stack">
          {named.length > 0
            ? <span>{t("intervision.lessons.names.found", { words: format.list(named) })}</span>
            : <span>{t("intervision.lessons.names")} <strong>{format.list(asRead(of.words ?? "", maybe))}</strong></span>}
        </div>
      )}
      {share.problem && <ErrorNote problem={share.problem} />}
      {back.problem && <ErrorNote problem={back.problem} />}
      <div className="cluster">
        {of.shared && <Button size="small" isPending={back.isPending} onPress={() => back.start()}>{t("intervision.lessons.takeBack")}</Button>}
        {!of.shared && !doubt && <Button size="small" isPending={share.isPending} onPress={() => void begin()}>{t("intervision.lessons.share")}</Button>}
        {doubt && named.length === 0 && <Button size="small" isPending={share.isPending} onPress={() => share.start(true)}>{t("intervision.lessons.names.fine")}</Button>}
        {doubt && <Button size="small" kind="quiet" onPress={() => setDoubt(false)}>{t("common.cancel")}</Button>}
        {!doubt && beside}
      </div>
    </div>
  );
}
