/** Stopping and saying no: one tap, no reason, and time to think again, because it cannot be undone once it went. */
import { answer, api, requestId } from "@/api/client";
import { queryClient } from "@/api/query";
import { soon } from "@/client/soon";

export const stopKey = (matchId: string): string => `match:${matchId}`;

const changed = () => queryClient.invalidateQueries({ queryKey: ["matches"] });

export function planStop(matchId: string): void {
  const once = requestId();
  soon(stopKey(matchId), async () => {
    await answer(api.POST("/api/v1/matches/{id}:end", { params: { path: { id: matchId } }, body: { requestId: once }, keepalive: true }));
    await changed();
  });
}

export function planNo(matchId: string, clientId: string, said: "ANSWER_NO" | "ANSWER_NOT_NOW"): void {
  const once = requestId();
  soon(stopKey(matchId), async () => {
    await answer(
      api.POST("/api/v1/matches/{id}:answer", {
        params: { path: { id: matchId } },
        body: { clientId, answer: said, requestId: once },
        keepalive: true,
      }),
    );
    await changed();
  });
}
