import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";
import { useMe } from "@/client/data";
import { useTell } from "@/client/tell";

type Expectation = Pick<Message<"matching.v1.Expectation">, "words" | "rhythm">;

/** Telling what I hope for: my own part of the talk, and nobody else's. */
export function useExpect(matchId: string) {
  const me = useMe();
  return useTell(
    (mine: Expectation, requestId) =>
      answer(
        api.POST("/api/v1/matches/{id}:talk", {
          params: { path: { id: matchId } },
          body: { talk: { expectations: [{ clientId: me, ...mine }] }, requestId },
        }),
      ),
    "matches",
  );
}
