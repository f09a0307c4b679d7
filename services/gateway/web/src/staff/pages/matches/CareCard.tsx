/** Care for one person in an ending: a talk, a day to ask how they are, what they would like next (M-15, M-16). */
import { type FormEvent, type ReactNode } from "react";
import { useDraft } from "@/app/draft";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { Initials } from "@/design/Initials";
import { RadioCards } from "@/design/RadioCards";
import { TextField } from "@/design/TextField";
import { toast } from "@/design/Toast";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { ChangeNote } from "./parts";
import { type EndingCare, type Match, type Next, recordCare } from "./queries";
import { daysFromNow, dayToTime, timeToDay } from "./road";
import { useMatchChange } from "./useMatchChange";
import styles from "./matches.module.css";

export const nexts = ["NEXT_REST", "NEXT_NEW_MATCH", "NEXT_TALK", "NEXT_SOMETHING_ELSE"] as const satisfies readonly Next[];

interface Wanted {
  talkHeld: boolean;
  followUp: string;
  next: Next;
}

export interface CareCardProps {
  match: Match;
  care: EndingCare;
  /** What comes before the care itself: when somebody left, for example. */
  above?: ReactNode;
}

export function CareCard({ match, care, above }: CareCardProps) {
  const t = useT();
  const id = care.clientId ?? "";
  const nameOf = useNames([id]);
  const name = nameOf(id, true);
  const [wanted, setWanted, forget] = useDraft<Wanted>(`match:care:${match.id}:${id}`, {
    talkHeld: !!care.talkHeld, followUp: timeToDay(care.followUpTime) || daysFromNow(14), next: care.next ?? "NEXT_UNSPECIFIED",
  });
  const save = useMatchChange(
    match.id ?? "",
    (value: Wanted, requestId) =>
      recordCare(match, { clientId: id, talkHeld: value.talkHeld, followUpTime: value.followUp ? dayToTime(value.followUp) : undefined, next: value.next }, requestId),
    () => {
      forget();
      toast(t("matches.end.care.done", { name }));
    },
  );
  const set = (change: Partial<Wanted>) => setWanted({ ...wanted, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(wanted);
  };
  if (nameOf(id) === t("common.nameHidden")) {
    return (
      <section className={styles.person}>
        <div className={styles.who}><Initials name={name} /><h3 className={styles.whoName}>{name}</h3></div>
        {above}
        <p className="soft">{t("matches.match.elsewhere")}</p>
      </section>
    );
  }
  return (
    <form className={styles.person} onSubmit={submit} noValidate>
      <div className={styles.who}><Initials name={nameOf(id)} /><h3 className={styles.whoName}>{nameOf(id)}</h3></div>
      {above}
      {/* A talk that was held stays held. */}
      <Checkbox isSelected={wanted.talkHeld} isDisabled={!!care.talkHeld} onChange={(talkHeld) => set({ talkHeld })}>{t("matches.end.talkHeld", { name })}</Checkbox>
      <TextField type="date" label={t("matches.end.followUp")} value={wanted.followUp} onChange={(followUp) => set({ followUp })} error={save.problem?.fields.followUpTime} />
      <RadioCards<Next>
        compact
        label={t("matches.end.next", { name })}
        value={wanted.next === "NEXT_UNSPECIFIED" ? null : wanted.next}
        onChange={(next) => set({ next })}
        options={nexts.map((value) => ({ value, label: t(`matches.end.next.${value}`) }))}
      />
      <ChangeNote problem={save.problem} />
      <div><Button type="submit" isPending={save.isPending}>{t("matches.end.care.save", { name })}</Button></div>
    </form>
  );
}
