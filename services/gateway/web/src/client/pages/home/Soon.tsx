/** What I do today or tomorrow: for who gets no notes, and for who does. Below the tiles, so that nothing moves under a finger. */
import { useQuery } from "@tanstack/react-query";
import { type Activity, activitiesQuery, useMe } from "@/client/data";
import { addDays, today } from "@/client/days";
import { Doing, Doings } from "@/client/Doing";
import { kindPicture } from "@/client/kinds";
import { isOn, useWhat, useWhen, useWithWhom } from "@/client/pages/going/say";

export function Soon() {
  const me = useMe();
  const now = today();
  const near = (useQuery(activitiesQuery).data ?? [])
    .filter((one) => one.clientIds?.includes(me) && isOn(one) && one.day && one.day >= now && one.day <= addDays(now, 1))
    .sort((a, b) => `${a.day}${a.clock}`.localeCompare(`${b.day}${b.clock}`))[0];
  return near ? <Doings single><One one={near} /></Doings> : null;
}

function One({ one }: { one: Activity }) {
  const what = useWhat()(one);
  const whom = useWithWhom(one);
  const when = useWhen()(one);
  return <Doing href={`/mijn/eropuit/${one.id}`} words={`${when.charAt(0).toUpperCase()}${when.slice(1)}: ${what}`} note={whom} picture={kindPicture(one.kind)} tone="apricot" />;
}
