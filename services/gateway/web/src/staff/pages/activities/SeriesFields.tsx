/** How something comes back, and until when. Skipping is always fine; there is nothing to keep up with. */
import { type Rhythm, rhythms, type Series } from "@/app/series";
import { RadioCards } from "@/design/RadioCards";
import { TextField } from "@/design/TextField";
import type { Problem } from "@/api/problem";
import { useT } from "@/i18n/staff";
import type { Activity } from "./queries";

export interface Back {
  rhythm?: Rhythm;
  untilDay?: string;
}

export function RhythmFields({ value, onChange, problem, once = true }: { value: Back; onChange: (change: Back) => void; problem: Problem | null; once?: boolean }) {
  const t = useT();
  const all = once ? (["RHYTHM_UNSPECIFIED", ...rhythms] as const) : rhythms;
  const back = !!value.rhythm && value.rhythm !== "RHYTHM_UNSPECIFIED";
  return (
    <>
      <RadioCards<Rhythm>
        compact
        label={t("agenda.rhythm")}
        description={t("agenda.rhythm.help")}
        value={value.rhythm ?? "RHYTHM_UNSPECIFIED"}
        onChange={(rhythm) => onChange({ rhythm })}
        options={all.map((rhythm) => ({ value: rhythm, label: t(`agenda.rhythm.${rhythm}`) }))}
        error={problem?.fields["series.rhythm"]}
      />
      {back && (
        <TextField
          optional
          type="date"
          label={t("agenda.until")}
          description={t("agenda.until.help")}
          value={value.untilDay ?? ""}
          onChange={(untilDay) => onChange({ untilDay })}
          error={problem?.fields["series.untilDay"]}
        />
      )}
    </>
  );
}

/** What somebody fills in for one time, as something that comes back. */
export const seriesOf = (activity: Activity, back: Back): Series => ({
  rhythm: back.rhythm, untilDay: back.untilDay, firstDay: activity.day, kind: activity.kind, ownKindId: activity.ownKindId, what: activity.what,
  clientIds: activity.clientIds, matchId: activity.matchId, placeId: activity.placeId, daypart: activity.daypart, clock: activity.clock,
  othersWelcome: activity.othersWelcome,
});

/** The fields of an activity show what is wrong with those of a series too. */
export const asActivityProblem = (problem: Problem | null): Problem | null =>
  problem && {
    ...problem,
    fields: Object.fromEntries(Object.entries(problem.fields).flatMap(([path, text]) => [[path, text], [path.replace("series.", "activity."), text]])),
  };
