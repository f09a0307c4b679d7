/** The draft of a network talk: both questions, the moment, and the tools that were picked. Pure. */
import type { NetworkTalk } from "../people/queries";

export type Answer = NonNullable<NetworkTalk["whoSupportsMe"]>;
export interface Said {
  words: string;
  notNow: boolean;
}
export interface ToolDraft {
  key: string;
  version: number;
  answers: Record<string, Said>;
}
export interface TalkDraft {
  etag: string;
  who: Said;
  mean: Said;
  moment: string;
  tools: ToolDraft[];
}

const saidOf = (answer: Answer | undefined): Said => ({ words: answer?.words ?? "", notNow: answer?.notNow ?? false });
/** "Not now" goes as an answer without words; what was typed before it stays in the draft. */
const answerOf = ({ words, notNow }: Said): Answer => ({ words: notNow ? "" : words, notNow });
export const isSaid = ({ words, notNow }: Said): boolean => notNow || words.trim() !== "";

export const draftOf = (talk: NetworkTalk): TalkDraft => ({
  etag: talk.etag ?? "",
  who: saidOf(talk.whoSupportsMe),
  mean: saidOf(talk.whatIMean),
  moment: talk.moment ?? "",
  tools: (talk.tools ?? []).map(({ templateKey = "", templateVersion = 1, answers }) => ({
    key: templateKey, version: templateVersion, answers: Object.fromEntries(Object.entries(answers ?? {}).map(([part, answer]) => [part, saidOf(answer)])),
  })),
});

/** What goes to the server: a question of a tool that was left open is left out, and that is fine (N-19). */
export const talkFrom = ({ etag, who, mean, moment, tools }: TalkDraft, id: string | undefined): NetworkTalk => ({
  id,
  etag,
  moment,
  whoSupportsMe: answerOf(who),
  whatIMean: answerOf(mean),
  tools: tools.map(({ key, version, answers }) => ({
    templateKey: key,
    templateVersion: version,
    answers: Object.fromEntries(Object.entries(answers).filter(([, said]) => isSaid(said)).map(([part, said]) => [part, answerOf(said)])),
  })),
});

/** Both questions have an answer, or "not now" (N-04). Tools are never asked for. */
export const isComplete = ({ who, mean }: TalkDraft): boolean => isSaid(who) && isSaid(mean);

export const pick = (tools: readonly ToolDraft[], key: string, version: number): ToolDraft[] =>
  tools.some((tool) => tool.key === key) ? tools.filter((tool) => tool.key !== key) : [...tools, { key, version, answers: {} }];
