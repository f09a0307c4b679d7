/** Among my people: where support workers ask me to think along. Nothing at all for who is not asked. */
import { useQuery } from "@tanstack/react-query";
import { today } from "@/client/days";
import { Doing, Doings } from "@/client/Doing";
import { useT } from "@/i18n/client";
import { SpeechBalloon } from "@/pictograms";
import { type Meeting, meetingsQuery, useMeetingDay } from "./meetings";

/** What still asks or tells something: what is to come, and what was told back. */
const tells = (of: Meeting, now: string) => (of.held ? !!of.toldBack : (of.day ?? "") >= now);

export function MeetingLinks() {
  const t = useT();
  const when = useMeetingDay();
  const now = today();
  const list = (useQuery(meetingsQuery).data ?? []).filter((one) => tells(one, now));
  if (list.length === 0) return null;
  return (
    <Doings>
      {list.map((one) => {
        const open = !one.held && !one.calledOff && (!one.answer || one.answer === "ANSWER_UNSPECIFIED");
        return (
          <Doing
            key={one.id}
            href={`/mijn/meedenken/${one.id}`}
            words={one.held ? t("consult.been") : t("consult.title")}
            note={one.calledOff ? t("consult.off") : when(one)}
            flag={open ? t("client.people.question") : undefined}
            picture={SpeechBalloon}
            tone={open ? "rose" : "sky"}
          />
        );
      })}
    </Doings>
  );
}
