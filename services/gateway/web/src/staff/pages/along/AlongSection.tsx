/** Who else comes along: who is asked, for whom it is open, and who of the neighbourhood (A-02, M-12). */
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { ErrorNote } from "@/design/ErrorNote";
import { Initials } from "@/design/Initials";
import { QueryView } from "@/design/QueryView";
import { Select } from "@/design/Select";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { useChange, useUndo } from "@/staff/change";
import type { Activity } from "../activities/queries";
import { PersonSearch } from "../matches/PersonSearch";
import { ClubPart } from "./ClubPart";
import { type Along, alongQuery, bring, type Invitation, invitationsQuery, invite, openTo, type Reach, removeCitizen, withdraw } from "./queries";
import styles from "./along.module.css";

const reaches = ["REACH_NOBODY", "REACH_KNOWN", "REACH_LOCATION", "REACH_ORGANISATION"] as const satisfies readonly Reach[];

export function AlongSection({ activity }: { activity: Activity }) {
  const t = useT();
  const id = activity.id ?? "";
  const open = activity.state === "STATE_PLANNED" || activity.state === "STATE_TRYING";
  const along = useQuery(alongQuery(id));
  return (
    <>
      {activity.kind === "KIND_MY_CLUB" && <ClubPart activity={activity} />}
      {open && (
        <section className="stack no-print">
          <h2>{t("along.title")}</h2>
          <Asked activity={activity} />
          <QueryView query={along}>
            {(found) => (
              <>
                <Open id={id} along={found} />
                <Citizens activity={activity} along={found} />
              </>
            )}
          </QueryView>
        </section>
      )}
    </>
  );
}

function Asked({ activity }: { activity: Activity }) {
  const t = useT();
  const undo = useUndo();
  const id = activity.id ?? "";
  const going = activity.clientIds ?? [];
  const asked = (useQuery(invitationsQuery(id)).data ?? []).filter((one) => !going.includes(one.clientId ?? ""));
  const ids = asked.map((one) => one.clientId ?? "");
  const nameOf = useNames(ids);
  const refresh = [["invitations", id]] as const;
  const asking = useChange({
    refresh,
    run: (clientId: string, requestId) => invite(id, clientId, requestId),
    onDone: (_, clientId) => undo(t("along.askedDone", { name: nameOf(clientId, true) }), () => withdraw(id, clientId, crypto.randomUUID()), refresh),
  });
  const back = useChange({
    refresh,
    run: (clientId: string, requestId) => withdraw(id, clientId, requestId),
    onDone: (_, clientId) => undo(t("along.withdrawn"), () => invite(id, clientId, crypto.randomUUID()), refresh),
  });
  return (
    <>
      {asked.length > 0 && (
        <ul className={`plain-list ${styles.rows}`}>
          {asked.map((one) => (
            <li key={one.clientId} className={styles.row}>
              <Initials name={nameOf(one.clientId)} />
              <p className={styles.words}><strong>{nameOf(one.clientId)}</strong> <Said one={one} /></p>
              <Button kind="quiet" size="small" aria-label={t("along.withdraw", { name: nameOf(one.clientId, true) })} onPress={() => back.start(one.clientId ?? "")}>{t("along.withdrawShort")}</Button>
            </li>
          ))}
        </ul>
      )}
      <ErrorNote problem={asking.problem ?? back.problem} />
      <PersonSearch key={ids.join()} label={t("along.ask")} description={t("along.ask.help")} without={[...going, ...ids]} onChange={(clientId) => clientId && asking.start(clientId)} />
    </>
  );
}

function Said({ one }: { one: Invitation }) {
  const t = useT();
  if (one.noMore) return <>{t("along.noMore")}</>;
  return <>{t(one.answer && one.answer !== "ANSWER_UNSPECIFIED" ? `along.answer.${one.answer}` : "along.answer.open")}</>;
}

function Open({ id, along }: { id: string; along: Along }) {
  const t = useT();
  const undo = useUndo();
  const refresh = [["along", id], ["activities"]];
  const change = useChange({
    refresh,
    run: (reach: Reach, requestId) => openTo(id, reach, requestId),
    onDone: () => undo(t("along.reachDone"), () => openTo(id, along.reach ?? "REACH_NOBODY", crypto.randomUUID()), refresh),
  });
  return (
    <>
      <Select<Reach>
        label={t("along.reach")}
        description={t("along.reach.help")}
        value={along.reach ?? "REACH_NOBODY"}
        onChange={(reach) => reach !== along.reach && change.start(reach)}
        options={reaches.map((value) => ({ value, label: t(`along.reach.${value}`) }))}
      />
      <ErrorNote problem={change.problem} />
    </>
  );
}

function Citizens({ activity, along }: { activity: Activity; along: Along }) {
  const t = useT();
  const undo = useUndo();
  const id = activity.id ?? "";
  const going = activity.clientIds ?? [];
  const nameOf = useNames(going);
  const mine = going.filter((one) => nameOf(one) !== t("common.nameHidden"));
  const [open, setOpen] = useState(false);
  const refresh = [["along", id]] as const;
  const away = useChange({
    refresh,
    run: (citizen: NonNullable<Along["citizens"]>[number], requestId) => removeCitizen(id, citizen.id ?? "", requestId),
    onDone: (_, citizen) => undo(t("along.citizen.gone", { word: citizen.word ?? "" }), () => bring(id, citizen.clientId ?? "", citizen.word ?? "", crypto.randomUUID()), refresh),
  });
  return (
    <>
      {(along.citizens ?? []).length > 0 && (
        <ul className={`plain-list ${styles.rows}`} aria-label={t("along.citizens")}>
          {along.citizens?.map((citizen) => (
            <li key={citizen.id} className={styles.row}>
              <p className={styles.words}>{t("along.citizen.comes", { word: citizen.word ?? "", name: nameOf(citizen.clientId, true) })}</p>
              <Button kind="quiet" size="small" aria-label={t("along.citizen.remove", { word: citizen.word ?? "" })} onPress={() => away.start(citizen)}>{t("along.citizen.removeShort")}</Button>
            </li>
          ))}
        </ul>
      )}
      <ErrorNote problem={away.problem} />
      {open ? <BringForm id={id} people={mine} onDone={() => setOpen(false)} /> : <div><Button size="small" onPress={() => setOpen(true)}>{t("along.citizen.add")}</Button></div>}
    </>
  );
}

function BringForm({ id, people, onDone }: { id: string; people: readonly string[]; onDone: () => void }) {
  const t = useT();
  const nameOf = useNames(people);
  const [value, setValue, forget] = useDraft(`along:citizen:${id}`, { who: people[0] ?? "", word: "" });
  const { who, word } = value;
  const undo = useUndo();
  const refresh = [["along", id]];
  const save = useChange({
    refresh,
    run: (of: typeof value, requestId) => bring(id, of.who, of.word, requestId),
    onDone: (after, { who: person, word: called }) => {
      forget();
      const brought = after.citizens?.findLast((citizen) => citizen.clientId === person && citizen.word === called.trim());
      undo(t("along.citizen.done"), () => removeCitizen(id, brought?.id ?? "", crypto.randomUUID()), refresh);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(value);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {people.length > 1 && <Select label={t("along.citizen.with")} value={who} onChange={(person) => setValue({ ...value, who: person })} options={people.map((value) => ({ value, label: nameOf(value) }))} />}
      <TextField label={t("along.citizen.word")} description={t("along.citizen.word.help")} value={word} onChange={(typed) => setValue({ ...value, word: typed })} error={save.problem?.fields.word} maxLength={60} />
      <ErrorNote problem={save.problem} labels={{ word: t("along.citizen.word") }} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("along.citizen.save")}</Button>
        <Button kind="quiet" onPress={onDone}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}
