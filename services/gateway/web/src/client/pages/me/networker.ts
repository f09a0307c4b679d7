import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import { asProblem } from "@/api/problem";
import type { Networker } from "@/client/data";

/**
 * My own road as a networker; null when there is none I know of. An idea of a support worker is not shown: asking is
 * done by a person, in person.
 */
export const networkerQuery = (me: string) =>
  queryOptions({
    queryKey: ["networkers", me],
    queryFn: async (): Promise<Networker | null> => {
      try {
        const { networkers } = await answer(api.GET("/api/v1/networkers", { params: { query: { clientId: me } } }));
        return networkers?.find((one) => one.clientId === me && (one.state !== "STATE_IDEA" || one.source === "SOURCE_OWN_SIGN_UP")) ?? null;
      } catch (error) {
        // Where a client may not ask for the list there is nothing to show, and signing up still works.
        if (asProblem(error).code === "PERMISSION_DENIED" || asProblem(error).status === 403) return null;
        throw error;
      }
    },
    enabled: me !== "",
  });

/** The road as a client sees it; paused and stopped stand beside it. */
export const road = ["STATE_IDEA", "STATE_APPROACHED", "STATE_IN_CONVERSATION", "STATE_LEARNING", "STATE_ACTIVE"] as const;
