/**
 * Stopping, saying no, and "rather not together": one tap, no reason, and time to think again before it goes.
 * Whoever stops in a group leaves it, and the others go on: the server knows which it is.
 */
import { answer, api, requestId } from "@/api/client";
import { queryClient } from "@/api/query";
import { soon } from "@/client/soon";

export const stopKey = (matchId: string): string => `match:${matchId}`;
export const apartKey = (otherId: string): string => `apart:${otherId}`;

const changed = async () => {
  await Promise.all([queryClient.invalidateQueries({ queryKey: ["matches"] }), queryClient.invalidateQueries({ queryKey: ["exclusions"] })]);
};

export function planStop(matchId: string): void {
  const once = requestId();
  soon(stopKey(matchId), async (by) => {
    await answer(api.POST("/api/v1/matches/{id}:end", { params: { path: { id: matchId } }, body: { requestId: once }, keepalive: true, fetch: by }));
    await changed();
  });
}

interface No {
  id: string;
  clientId: string;
  said: "ANSWER_NO" | "ANSWER_NOT_NOW";
  /** To joining a group. */
  into: boolean;
}

export function planNo({ id, clientId, said, into }: No): void {
  const once = requestId();
  soon(stopKey(id), async (by) => {
    await answer(
      api.POST(into ? "/api/v1/matches/{id}:answer-invitation" : "/api/v1/matches/{id}:answer", {
        params: { path: { id } },
        body: { clientId, answer: said, requestId: once },
        keepalive: true, fetch: by,
      }),
    );
    await changed();
  });
}

export function planApart(clientId: string, otherClientId: string): void {
  const once = requestId();
  soon(apartKey(otherClientId), async (by) => {
    await answer(api.POST("/api/v1/exclusions", { body: { clientId, otherClientId, requestId: once }, keepalive: true, fetch: by }));
    await changed();
  });
}
