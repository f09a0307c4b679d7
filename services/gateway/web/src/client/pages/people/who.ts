/** Who is in a match besides me, as they are called. After leaving a group nobody is told who goes on (it is just "the group"). */
import { type Match, others, useMe } from "@/client/data";
import { useT } from "@/i18n/client";
import { useFormat } from "@/i18n/format";
import { useElsewhere } from "@/names/elsewhere";
import { useNames } from "@/names/names";

export interface Who {
  ids: string[];
  /** Given names, in the match's order. */
  names: string[];
  /** All of them in one breath: "Daan en Noor". */
  said: string;
}

export function useWho(match: Match | undefined): Who {
  const t = useT();
  const me = useMe();
  const format = useFormat();
  const ids = others(match, me);
  const nameOf = useNames(ids);
  const names = ids.map((id) => nameOf(id, true));
  const across = useElsewhere([match])(match, true);
  if (across) names.push(across);
  return { ids, names, said: names.length > 0 ? format.list(names) : t("meeting.group") };
}
