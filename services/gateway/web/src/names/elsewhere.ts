/**
 * Who of another organisation is in a match: by the name on the card they made, and "someone of …" while they show none. The
 * card stands with recruitment and may be taken back at any moment, so it is looked at anew each time.
 */
import { useQueries } from "@tanstack/react-query";
import type { Message } from "@/api/types";
import { otherCardQuery } from "@/app/region";
import { useCommonT } from "@/i18n/common";

type Match = Pick<Message<"matching.v1.Match">, "id" | "elsewhere" | "participants">;

/** `whoElse(match)`: "Jip van Syndion", or with `short` "Jip"; undefined when everybody is of this organisation. */
export function useElsewhere(matches: readonly (Match | undefined)[]): (match: Match | undefined, short?: boolean) => string | undefined {
  const t = useCommonT();
  const across = matches.filter((match): match is Match => !!match?.elsewhere?.regionalRequestId);
  const cards = useQueries({
    queries: across.map((match) => otherCardQuery(match.participants?.[0]?.clientId ?? "", match.elsewhere?.regionalRequestId ?? "")),
    combine: (results) => new Map(across.map((match, index) => [match.id, results[index]])),
  });
  return (match, short = false) => {
    const organisation = match?.elsewhere?.organisationName ?? "";
    if (!match?.elsewhere?.regionalRequestId) return undefined;
    const card = cards.get(match.id);
    if (card?.isPending) return "…";
    const name = card?.data?.callName;
    if (!name) return t("common.elsewhere.someone", { organisation });
    return short ? name : t("common.elsewhere.named", { name, organisation });
  };
}
