/** How it was: what each wanted to share, and writing down what a client tells. Private unless they say otherwise. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/design/Button";
import { Checkbox } from "@/design/Checkbox";
import { Chip } from "@/design/Chip";
import { Dialog } from "@/design/Dialog";
import { ErrorNote } from "@/design/ErrorNote";
import { type Drawing, Pictogram } from "@/design/Pictogram";
import { QueryView } from "@/design/QueryView";
import { RadioCards } from "@/design/RadioCards";
import { TextArea } from "@/design/TextArea";
import { toast } from "@/design/Toast";
import { useDraft } from "@/app/draft";
import { useT } from "@/i18n/staff";
import { useNames } from "@/names/names";
import { NeutralFace, PersonShrugging, SlightlyFrowningFace, SmilingFaceWithSmilingEyes } from "@/pictograms";
import { useChange } from "@/staff/change";
import { type Activity, type Again, type HowWasIt, howWasItQuery, type Mood, sayHowItWas, type Told } from "./queries";
import styles from "./activities.module.css";

const moods = ["MOOD_NICE", "MOOD_SO_SO", "MOOD_NOT_NICE", "MOOD_SKIPPED"] as const satisfies readonly Mood[];
const agains = ["AGAIN_YES", "AGAIN_MAYBE", "AGAIN_NO", "AGAIN_SKIPPED"] as const satisfies readonly Again[];
const faces: Record<(typeof moods)[number], Drawing> = {
  MOOD_NICE: SmilingFaceWithSmilingEyes, MOOD_SO_SO: NeutralFace, MOOD_NOT_NICE: SlightlyFrowningFace, MOOD_SKIPPED: PersonShrugging,
};
const isMood = (mood: Mood | undefined): mood is (typeof moods)[number] => moods.includes(mood as (typeof moods)[number]);

/** What one person shared, if they did, and a way to write down what they tell. */
export function HowItWas({ activity, id }: { activity: Activity; id: string }) {
  const t = useT();
  const answers = useQuery(howWasItQuery(activity.id ?? ""));
  const nameOf = useNames([id]);
  const [open, setOpen] = useState(false);
  const name = nameOf(id, true);
  const hidden = nameOf(id) === t("common.nameHidden");
  return (
    <div className={styles.told}>
      <QueryView query={answers}>
        {(list) => {
          const told = list.find((one) => one.clientId === id);
          if (told) return <ToldBy answer={told} />;
          return (
            <>
              <p className="soft">{t("activities.how.nothing")}</p>
              {!hidden && <div><Button size="small" onPress={() => setOpen(true)}>{t("activities.how.record", { name })}</Button></div>}
            </>
          );
        }}
      </QueryView>
      {open && <TellDialog activity={activity} id={id} name={name} onClose={() => setOpen(false)} />}
    </div>
  );
}

function ToldBy({ answer }: { answer: HowWasIt }) {
  const t = useT();
  return (
    <>
      {isMood(answer.mood) && <p className={styles.said}><Pictogram of={faces[answer.mood]} size="3rem" plate /><strong>{t(`activities.how.${answer.mood}`)}</strong></p>}
      {answer.words && <p>{answer.words}</p>}
      {answer.again && answer.again !== "AGAIN_UNSPECIFIED" && answer.again !== "AGAIN_SKIPPED" && <div><Chip tone="leaf">{t(`activities.how.saidAgain.${answer.again}`)}</Chip></div>}
    </>
  );
}

function TellDialog({ activity, id, name, onClose }: { activity: Activity; id: string; name: string; onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const [told, setTold, forget] = useDraft<Told>(`howWasIt:${activity.id}:${id}`, { clientId: id, words: "", shared: false });
  const save = useChange({
    refresh: [],
    run: (value: Told, requestId) => sayHowItWas(activity.id ?? "", value, requestId),
    onDone: async (answer) => {
      forget();
      onClose();
      await queries.invalidateQueries({ queryKey: ["activities", activity.id, "howWasIt"] });
      toast(t(answer.shared ? "activities.how.done" : "activities.how.doneOwn", { name }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.start(told);
  };
  const set = (change: Partial<Told>) => setTold({ ...told, ...change });
  return (
    <Dialog isOpen onOpenChange={(open) => !open && onClose()} title={t("activities.how.of", { name })}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <RadioCards<Mood>
          compact
          label={t("activities.how.mood", { name })}
          value={told.mood ?? null}
          onChange={(mood) => set({ mood })}
          error={save.problem?.fields.mood}
          options={moods.map((mood) => ({ value: mood, label: t(`activities.how.${mood}`), picture: <Pictogram of={faces[mood]} size="2.75rem" plate /> }))}
        />
        <RadioCards<Again>
          compact
          label={t("activities.how.again")}
          value={told.again ?? null}
          onChange={(again) => set({ again })}
          options={agains.map((again) => ({ value: again, label: t(`activities.how.${again}`) }))}
        />
        <TextArea optional label={t("activities.how.words")} value={told.words ?? ""} onChange={(words) => set({ words })} error={save.problem?.fields.words} maxLength={1000} />
        <Checkbox isSelected={!!told.shared} onChange={(shared) => set({ shared })} description={t("activities.how.shared.help", { name })}>{t("activities.how.shared", { name })}</Checkbox>
        <ErrorNote problem={save.problem} />
        <div className="cluster">
          <Button kind="primary" type="submit" isPending={save.isPending}>{t("common.save")}</Button>
          <Button kind="quiet" onPress={onClose}>{t("common.cancel")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
