/** Who does what, by when. Ticked off when it is done; nobody counts them. */
import { type FormEvent, useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { Ruled } from "@/design/Ruled";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { useUndo } from "@/staff/change";
import { Colleague } from "./ColleaguePicker";
import styles from "./evaluation.module.css";
import { ChangeNote } from "./Notes";
import { agree, type Agreement, type Intervision } from "./queries";
import { agreementOf, useSessionChange } from "./session";

export function Agreements({ of }: { of: Intervision }) {
  const t = useT();
  const list = of.agreements ?? [];
  const nameOf = useWorkerNames(list.map((one) => one.supportWorkerId));
  return (
    <section className="stack">
      <h2>{t("evaluation.session.agreements")}</h2>
      {list.length > 0 ? (
        <ul className={`${styles.agreements} plain-list`}>
          {list.map((one) => <li key={one.id}><Row of={of} agreement={one} name={nameOf(one.supportWorkerId)} /></li>)}
        </ul>
      ) : (
        <p className="soft no-print">{t("evaluation.session.agreements.none")}</p>
      )}
      {of.state !== "STATE_HELD" && <Ruled lines={3} onlyOnPaper />}
      <Add of={of} />
    </section>
  );
}

function Row({ of, agreement, name }: { of: Intervision; agreement: Agreement; name: string }) {
  const t = useT();
  const format = useFormat();
  const undo = useUndo();
  const tick = useSessionChange(of, {
    run: (now, done: boolean, once) => agree(now, { ...agreement, done }, once),
    untouched: (seen, now) => JSON.stringify(agreementOf(seen, agreement.id)) === JSON.stringify(agreementOf(now, agreement.id)),
    onDone: (after, done) =>
      undo(
        done ? t("evaluation.session.agreement.done") : t("evaluation.session.agreement.notDone"),
        () => agree(after, { ...agreement, done: !done }, crypto.randomUUID()),
        [["intervisions"]],
      ),
  });
  const who = agreement.day ? t("evaluation.session.agreement.by", { name, day: format.day(agreement.day) }) : name;
  return (
    <>
      <Checkbox isSelected={!!agreement.done} isDisabled={tick.isPending} onChange={(done) => tick.start(done)} description={who}>
        {agreement.what ?? ""}
      </Checkbox>
      <ChangeNote problem={tick.problem} />
    </>
  );
}

interface Form {
  what: string;
  who: string | null;
  day: string;
}

function Add({ of }: { of: Intervision }) {
  const t = useT();
  const empty: Form = { what: "", who: null, day: "" };
  const [form, setForm, forget] = useDraft<Form>(`intervision:${of.id}:agreement`, empty);
  const [open, setOpen] = useState(form.what !== "");
  const [tried, setTried] = useState(false);
  const close = () => {
    setForm(empty);
    forget();
    setTried(false);
    setOpen(false);
  };
  const add = useSessionChange(of, {
    run: (now, value: Form, once) => agree(now, { what: value.what, supportWorkerId: value.who ?? "", day: value.day, done: false }, once),
    onDone: () => {
      close();
      toast(t("evaluation.session.agree.saved"));
    },
  });
  if (!open) return <div className="no-print"><Button onPress={() => setOpen(true)}>{t("evaluation.session.agree")}</Button></div>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (form.what.trim() && form.who) add.start(form);
  };
  const fields = add.problem?.fields ?? {};
  return (
    <form className={`${styles.inset} no-print`} onSubmit={submit} noValidate>
      <TextField
        label={t("evaluation.session.agree.what")}
        value={form.what}
        onChange={(what) => setForm({ ...form, what })}
        error={tried && !form.what.trim() ? t("evaluation.session.agree.what.first") : fields["agreement.what"]}
        maxLength={500}
      />
      <Colleague
        label={t("evaluation.session.agree.who")}
        value={form.who}
        onChange={(who) => setForm({ ...form, who })}
        error={tried && !form.who ? t("evaluation.session.agree.who.first") : fields["agreement.supportWorkerId"]}
      />
      <TextField optional type="date" label={t("evaluation.session.agree.day")} value={form.day} onChange={(day) => setForm({ ...form, day })} error={fields["agreement.day"]} />
      <ChangeNote problem={add.problem} labels={{ "agreement.what": t("evaluation.session.agree.what"), "agreement.supportWorkerId": t("evaluation.session.agree.who") }} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={add.isPending}>{t("evaluation.session.agree.go")}</Button>
        <Button kind="quiet" onPress={close}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}
