/** Saying no or "not now" to somebody of another organisation, and taking a card back: one tap, no reason, and time to think again. */
import { requestId } from "@/api/client";
import { queryClient } from "@/api/query";
import { type Answer, answerAsClient, type SharedCard, withdrawCard } from "@/app/region";
import { soon } from "@/client/soon";

export const askedKey = (id: string): string => `region:${id}`;
export const cardKey = (id: string): string => `card:${id}`;

const changed = () => Promise.all(["region", "matches"].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));

export function planNo(id: string, clientId: string, said: Answer): void {
  const once = requestId();
  soon(askedKey(id), async (by) => {
    await answerAsClient({ id }, { clientId, answer: said }, once, by);
    await changed();
  });
}

export function planTakeBack(card: SharedCard): void {
  const once = requestId();
  soon(cardKey(card.regionalRequestId ?? ""), async (by) => {
    await withdrawCard({ ...card, etag: undefined }, once, by);
    await changed();
  });
}
