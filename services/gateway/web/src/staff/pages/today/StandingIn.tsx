/** For whom somebody stands in in these days, so that a client who is suddenly there is no surprise (O-01). */
import { useQuery } from "@tanstack/react-query";
import { Card } from "@/design/Card";
import { useFormat } from "@/i18n/format";
import { useT } from "@/i18n/staff";
import { useWorkerNames } from "@/names/names";
import { absencesNowQuery } from "./queries";

export function StandingIn({ me }: { me: string }) {
  const t = useT();
  const format = useFormat();
  // A hint: when it cannot be read, the day goes on without it.
  const now = (useQuery(absencesNowQuery).data ?? []).filter(({ state, standInIds }) => state === "STATE_NOW" && standInIds?.includes(me));
  const nameOf = useWorkerNames(now.map((absence) => absence.supportWorkerId));
  if (now.length === 0) return null;
  return (
    <Card tone="sky">
      {now.map(({ id, supportWorkerId, lastDay }) => (
        <p key={id}>
          {lastDay
            ? t("today.standingIn.until", { name: nameOf(supportWorkerId, true), day: format.day(lastDay) })
            : t("today.standingIn.open", { name: nameOf(supportWorkerId, true) })}
        </p>
      ))}
    </Card>
  );
}
