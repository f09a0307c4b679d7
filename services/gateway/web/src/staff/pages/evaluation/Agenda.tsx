/** The agenda. Safety comes first and stays; under it whatever somebody brings in, a match as a case without names. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Chip } from "@/design/Chip";
import { ComboBox } from "@/design/ComboBox";
import { LoadingRows } from "@/design/Loading";
import { Ruled } from "@/design/Ruled";
import { TextArea } from "@/design/TextArea";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useUndo } from "@/staff/change";
import styles from "./evaluation.module.css";
import { ChangeNote } from "./Notes";
import { useCalled } from "./people";
import { addItem, type AgendaItem, type Intervision, myMatchesQuery, recordLine, removeItem } from "./queries";
import { itemOf, useSessionChange } from "./session";

export function Agenda({ of }: { of: Intervision }) {
  const t = useT();
  return (
    <section className="stack">
      <h2>{t("evaluation.session.agenda")}</h2>
      <ol className={styles.agenda}>
        {(of.agenda ?? []).map((item) => <li key={item.id} data-safety={item.safety || undefined}><Item of={of} item={item} /></li>)}
      </ol>
      {of.state !== "STATE_HELD" && <Add of={of} />}
    </section>
  );
}

function Item({ of, item }: { of: Intervision; item: AgendaItem }) {
  const t = useT();
  const topic = item.safety ? t("evaluation.session.safety") : (item.topic ?? "");
  return (
    <div className={styles.item}>
      <div className={styles.itemHead}>
        <h3>{topic}</h3>
        {(item.matchId || item.aboutMatch) && <Chip tone="lilac">{t("evaluation.session.case")}</Chip>}
        {!item.safety && of.state !== "STATE_HELD" && <Remove of={of} item={item} topic={topic} />}
      </div>
      {item.safety && <p className="soft">{t("evaluation.session.safety.why")}</p>}
      {item.matchId && (
        <p className="small soft no-print">
          {t("evaluation.session.case.note")} <Link to="/koppelingen/$matchId" params={{ matchId: item.matchId }}>{t("evaluation.session.case.go")}</Link>
        </p>
      )}
      <Line of={of} item={item} topic={topic} />
    </div>
  );
}

/** What came of it. For Safety "discussed, nothing" is one tap. */
function Line({ of, item, topic }: { of: Intervision; item: AgendaItem; topic: string }) {
  const t = useT();
  const undo = useUndo();
  const refresh = [["intervisions"]];
  const [open, setOpen] = useState(false);
  const [text, setText, forget] = useDraft(`intervision:${of.id}:line:${item.id}`, item.line ?? "");
  const write = useSessionChange(of, {
    run: (now, line: string, once) => recordLine(now, item.id ?? "", line, once),
    untouched: (seen, now) => itemOf(seen, item.id)?.line === itemOf(now, item.id)?.line,
    onDone: (after, line, seen) => {
      forget();
      setText(line);
      forget();
      setOpen(false);
      const before = itemOf(seen, item.id)?.line;
      if (before) undo(t("evaluation.session.line.saved"), () => recordLine(after, item.id ?? "", before, crypto.randomUUID()), refresh);
      else toast(t("evaluation.session.line.saved"));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    write.start(text);
  };
  const unsaved = text.trim() !== "" && text.trim() !== item.line;
  if (!open && !unsaved) {
    return (
      <>
        {item.line ? <p className={styles.written}>{item.line}</p> : <Ruled lines={3} onlyOnPaper />}
        <ChangeNote problem={write.problem} />
        <div className="cluster no-print">
          {item.safety && !item.line && (
            <Button kind="primary" isPending={write.isPending} onPress={() => write.start(t("evaluation.session.safety.nothing.line"))}>{t("evaluation.session.safety.nothing")}</Button>
          )}
          <Button
            kind={item.line ? "quiet" : "secondary"}
            size={item.line ? "small" : "normal"}
            aria-label={item.line ? t("evaluation.session.line.changeOf", { topic }) : t("evaluation.session.line.writeOf", { topic })}
            onPress={() => {
              setText(item.line ?? "");
              setOpen(true);
            }}
          >
            {item.line ? t("evaluation.session.line.change") : t("evaluation.session.line.write")}
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      {item.line && item.line !== text && <p className={styles.written}>{item.line}</p>}
      <form className="stack no-print" onSubmit={submit} noValidate>
        <TextArea
          label={t("evaluation.session.lineOf", { topic })}
          description={t("evaluation.session.line.help")}
          value={text}
          onChange={setText}
          error={write.problem?.fields.line}
          maxLength={4000}
        />
        <ChangeNote problem={write.problem} labels={{ line: t("evaluation.session.line") }} />
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={write.isPending}>{t("common.save")}</Button>
          <Button
            kind="quiet"
            onPress={() => {
              setText(item.line ?? "");
              forget();
              setOpen(false);
            }}
          >
            {t("common.cancel")}
          </Button>
        </div>
      </form>
    </>
  );
}

function Remove({ of, item, topic }: { of: Intervision; item: AgendaItem; topic: string }) {
  const t = useT();
  const undo = useUndo();
  const remove = useSessionChange(of, {
    run: (now, _: void, once) => removeItem(now, item.id ?? "", once),
    untouched: (seen, now) => itemOf(seen, item.id)?.line === itemOf(now, item.id)?.line,
    onDone: (after) =>
      undo(
        t("evaluation.session.removed"),
        () => addItem(after, { topic: item.topic, line: item.line, matchId: item.matchId }, crypto.randomUUID()),
        [["intervisions"]],
      ),
  });
  return (
    <span className={`${styles.remove} no-print`}>
      <Button kind="quiet" size="small" isPending={remove.isPending} aria-label={t("evaluation.session.removeOf", { topic })} onPress={() => remove.start()}>
        {t("evaluation.session.remove")}
      </Button>
      <ChangeNote problem={remove.problem} />
    </span>
  );
}

interface Topic {
  topic: string;
  matchId: string | null;
}

function Add({ of }: { of: Intervision }) {
  const t = useT();
  const undo = useUndo();
  const key = `intervision:${of.id}:topic`;
  const empty: Topic = { topic: "", matchId: null };
  const [form, setForm, forget] = useDraft<Topic>(key, empty);
  const [open, setOpen] = useState(form.topic !== "" || form.matchId !== null);
  const add = useSessionChange(of, {
    run: (now, value: Topic, once) =>
      addItem(now, { topic: value.topic.trim() || (value.matchId ? t("evaluation.session.case") : ""), matchId: value.matchId ?? "" }, once),
    onDone: (after) => {
      setForm(empty);
      forget();
      setOpen(false);
      const added = after.agenda?.[after.agenda.length - 1];
      undo(t("evaluation.session.add.done"), () => removeItem(after, added?.id ?? "", crypto.randomUUID()), [["intervisions"]]);
    },
  });
  if (!open) return <div className="no-print"><Button onPress={() => setOpen(true)}>{t("evaluation.session.add")}</Button></div>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.start(form);
  };
  return (
    <form className={`${styles.inset} no-print`} onSubmit={submit} noValidate>
      <TextField
        label={t("evaluation.session.add.topic")}
        description={t("evaluation.session.add.topic.help")}
        value={form.topic}
        onChange={(topic) => setForm({ ...form, topic })}
        error={add.problem?.fields["item.topic"]}
        maxLength={200}
      />
      <MatchField value={form.matchId} onChange={(matchId) => setForm({ ...form, matchId })} />
      <ChangeNote problem={add.problem} labels={{ "item.topic": t("evaluation.session.add.topic") }} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={add.isPending}>{t("evaluation.session.add.go")}</Button>
        <button type="button" className={buttonClass("quiet")} onClick={() => { setForm(empty); forget(); setOpen(false); }}>{t("common.cancel")}</button>
      </div>
    </form>
  );
}

function MatchField({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const t = useT();
  const matches = useQuery(myMatchesQuery);
  const list = matches.data ?? [];
  const ids = (match: (typeof list)[number]) => (match.participants ?? []).map((person) => person.clientId ?? "");
  const { called, isPending } = useCalled(list.flatMap(ids));
  // The field reads its options when it begins: it begins once the names are there.
  if (matches.isPending || isPending) return <LoadingRows rows={1} />;
  return (
    <ComboBox
      optional
      label={t("evaluation.session.add.match")}
      description={t("evaluation.session.add.match.help")}
      options={list.map((match) => ({ value: match.id ?? "", label: called(ids(match)) }))}
      value={value}
      onChange={onChange}
    />
  );
}
