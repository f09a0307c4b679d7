/** The talk as a form: what each hopes, what is possible, a first plan. Rules of the page, without a screen. */
import type { TalkPart } from "./life";
import type { Match, Rhythm, Talk } from "./queries";
import { members } from "./road";

export interface TalkWords {
  etag: string;
  expects: Record<string, { words: string; rhythm: Rhythm }>;
  possibilities: string;
  plan: string;
}

export function wordsOf(match: Match): TalkWords {
  const told = match.talk?.expectations ?? [];
  return {
    etag: match.etag ?? "",
    expects: Object.fromEntries(members(match).map(({ clientId = "" }) => {
      const one = told.find((expectation) => expectation.clientId === clientId);
      return [clientId, { words: one?.words ?? "", rhythm: one?.rhythm ?? "RHYTHM_UNSPECIFIED" }];
    })),
    possibilities: match.talk?.possibilities ?? "",
    plan: match.talk?.plan ?? "",
  };
}

export const talkOf = (words: TalkWords): Talk => ({
  expectations: Object.entries(words.expects).map(([clientId, one]) => ({ clientId, ...one })),
  possibilities: words.possibilities,
  plan: words.plan,
});

/** Only parts that somebody changed are written: also when they were emptied, and never over what nobody touched. */
export function changedParts(words: TalkWords, match: Match): TalkPart[] {
  const now = wordsOf(match);
  const parts: TalkPart[] = [];
  const differs = Object.entries(words.expects).some(([id, one]) => one.words !== (now.expects[id]?.words ?? "") || one.rhythm !== (now.expects[id]?.rhythm ?? "RHYTHM_UNSPECIFIED"));
  if (differs) parts.push("expectations");
  if (words.possibilities !== now.possibilities) parts.push("possibilities");
  if (words.plan !== now.plan) parts.push("plan");
  return parts;
}
