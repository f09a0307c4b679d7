/** What the form of the conversation holds, and the way between it and the API. */
import type { Conversation, Networker } from "./queries";

type Answer = NonNullable<Conversation["wantsToShare"]>;
type Said = Exclude<Answer, "ANSWER_UNSPECIFIED">;

export interface ConversationDraft {
  etag: string;
  /** Nobody's yes is filled in beforehand. */
  ownYes: "yes" | "no" | null;
  ownWords: string;
  day: string;
  wantsToShare: Said | null;
  ableToShare: Said | null;
  noteSharing: string;
  noteCommunicating: string;
  noteWithoutSteering: string;
  experience: string;
}

const said = (answer: Answer | undefined): Said | null => (answer && answer !== "ANSWER_UNSPECIFIED" ? answer : null);

/** A day in Dutch time, as a date field writes it. */
export const dayOf = (time: Date): string => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(time);

export const draftOf = ({ etag, conversation }: Networker, now: Date = new Date()): ConversationDraft => ({
  etag: etag ?? "",
  ownYes: conversation ? (conversation.ownYes ? "yes" : "no") : null,
  ownWords: conversation?.ownWords ?? "",
  day: dayOf(conversation?.talkTime ? new Date(conversation.talkTime) : now),
  wantsToShare: said(conversation?.wantsToShare),
  ableToShare: said(conversation?.ableToShare),
  noteSharing: conversation?.noteSharing ?? "",
  noteCommunicating: conversation?.noteCommunicating ?? "",
  noteWithoutSteering: conversation?.noteWithoutSteering ?? "",
  experience: conversation?.experience ?? "",
});

/** Today goes without a time, so that the server says when: noon of today may still be to come. */
export function conversationFrom(draft: ConversationDraft, now: Date = new Date()): Conversation {
  const { ownYes, day, wantsToShare, ableToShare, etag: _, ...words } = draft;
  return {
    ...words,
    ownYes: ownYes === "yes",
    wantsToShare: wantsToShare ?? "ANSWER_UNSPECIFIED",
    ableToShare: ableToShare ?? "ANSWER_UNSPECIFIED",
    talkTime: day === "" || day === dayOf(now) ? undefined : `${day}T11:00:00Z`,
  };
}
