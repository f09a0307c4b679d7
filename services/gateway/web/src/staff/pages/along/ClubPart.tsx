/** Bring-to-my-club: whose club, who comes to look, what the club may know, and whether it goes on. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { requestId } from "@/api/client";
import { Button } from "@/design/Button";
import { buttonClass } from "@/design/button-class";
import { Card } from "@/design/Card";
import { Checkbox } from "@/design/Checkbox";
import { TextField } from "@/design/TextField";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { useChange, useEdit, useUndo } from "@/staff/change";
import { EditNote } from "@/staff/Overtaken";
import type { Activity } from "../activities/queries";
import { type Introduction, introductionQuery, tellClub } from "./queries";
import styles from "./along.module.css";

const notes = [
  "NOTE_LOOKS_FIRST", "NOTE_TALKS_LITTLE", "NOTE_QUIET_SPOT", "NOTE_SIMPLE_WORDS", "NOTE_WHEELCHAIR", "NOTE_HOME_EARLIER", "NOTE_STAYS_TOGETHER",
] as const;

export function ClubPart({ activity }: { activity: Activity }) {
  const t = useT();
  const one = useQuery(introductionQuery(activity.id ?? "")).data;
  const nameOf = useNames([one?.memberId, one?.guestId]);
  const [open, setOpen] = useState(false);
  if (!one) return null;
  const guest = nameOf(one.guestId, true);
  const mine = nameOf(one.guestId) !== t("common.nameHidden");
  const told = notes.filter((note) => one.notes?.includes(note));
  return (
    <Card title={t("along.club", { name: nameOf(one.memberId, true) })}>
      <div className="stack">
        <p>{t("along.club.guest", { name: guest })}</p>
        {(one.again === "AGAIN_YES" || one.again === "AGAIN_MAYBE") && (
          <>
            <p><strong>{t(`along.club.again.${one.again}`, { name: guest })}</strong></p>
            <div className="cluster no-print">
              <Link to="/activiteiten/nieuw" search={{ koppeling: activity.matchId || undefined, persoon: activity.matchId ? undefined : one.guestId }} className={buttonClass("secondary", "small")}>{t("along.club.next")}</Link>
              {!activity.placeId && <Link to="/activiteiten/plekken/nieuw" className={buttonClass("quiet", "small")}>{t("along.club.place")}</Link>}
            </div>
          </>
        )}
        {open ? <TellForm one={one} name={guest} onDone={() => setOpen(false)} /> : (
          <>
            <h3>{t("along.club.notes")}</h3>
            {told.length + (one.words ? 1 : 0) > 0 ? (
              <ul>
                {told.map((note) => <li key={note}>{t(`along.club.${note}`)}</li>)}
                {one.words && <li>{one.words}</li>}
              </ul>
            ) : <p className="soft">{t(one.agreed || mine ? "along.club.none" : "along.club.hidden")}</p>}
            {mine && <div className="no-print"><Button size="small" onPress={() => setOpen(true)}>{t("along.club.edit")}</Button></div>}
          </>
        )}
      </div>
    </Card>
  );
}

function TellForm({ one, name, onDone }: { one: Introduction; name: string; onDone: () => void }) {
  const t = useT();
  const now = { etag: one.etag ?? "", notes: one.notes ?? [], words: one.words ?? "", agreed: one.agreed ?? false };
  const edit = useEdit(`club:${one.activityId}`, now);
  const { value, set } = edit;
  const undo = useUndo();
  const refresh = [["introductions", one.activityId]];
  const save = useChange({
    refresh,
    run: (said: typeof value, once) => tellClub({ activityId: one.activityId, etag: said.etag }, said, once),
    onDone: (after) => {
      edit.forget();
      undo(t("along.club.saved"), () => tellClub(after, now, requestId()), refresh);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(value);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <fieldset>
        <legend>{t("along.club.notesOf", { name })}</legend>
        <div className={styles.pictures}>
          {notes.map((note) => (
            <Checkbox key={note} isSelected={value.notes.includes(note)} onChange={(on) => set({ notes: on ? [...value.notes, note] : value.notes.filter((other) => other !== note) })}>
              {t(`along.club.${note}`)}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <TextField optional label={t("along.club.words")} value={value.words} onChange={(words) => set({ words })} error={save.problem?.fields.words} maxLength={300} />
      <Checkbox isSelected={value.agreed} onChange={(agreed) => set({ agreed })} description={t("along.club.agreed.help")}>{t("along.club.agreed", { name })}</Checkbox>
      <EditNote edit={edit} problem={save.problem} etag={now.etag} now={[{ label: t("along.club.words"), text: now.words }]} />
      <div className="cluster">
        <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
        <Button kind="quiet" onPress={onDone}>{t("common.cancel")}</Button>
      </div>
    </form>
  );
}
