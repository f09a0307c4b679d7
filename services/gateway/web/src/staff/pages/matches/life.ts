/** What else happens in the life of a match: people come and go, a rest, a way back. Each takes the match as it was read. */
import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Making, Match, NewPerson, SupportForm, Talk } from "./queries";

type Of = Pick<Match, "id" | "etag">;
const at = (match: Of) => ({ path: { id: match.id ?? "" } });

/** Whose word it is that a support worker writes down, and how they gave it (M-02). Nothing when support workers decide. */
export interface Word {
  clientId?: string;
  supportForm?: SupportForm;
}

/** `until` is when somebody asks again how it is. */
export const pause = (match: Of, rest: Word & { until?: string }, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:pause", { params: at(match), body: { ...rest, etag: match.etag, requestId } }));

export const resume = (match: Of, word: Word, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:resume", { params: at(match), body: { ...word, etag: match.etag, requestId } }));

export const takeBackEnding = (match: Of, word: Word, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:take-back-ending", { params: at(match), body: { ...word, etag: match.etag, requestId } }));

export const leave = (match: Of, who: Word & { privateReason?: string }, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:leave", { params: at(match), body: { ...who, etag: match.etag, requestId } }));

export interface Invitation {
  person: NewPerson;
  reason: string;
}

export const invite = (match: Of, { person, reason }: Invitation, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:invite", { params: at(match), body: { person, reason, etag: match.etag, requestId } }));

/** Back to nothing, quietly: an idea or a question. */
export const withdraw = (match: Of, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:withdraw", { params: at(match), body: { etag: match.etag, requestId } }));

/** With the same people, as an idea: everybody is asked anew (M-15). */
export const startAgain = (match: Of, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:start-again", { params: at(match), body: { etag: match.etag, requestId } }));

/** What support workers wrote. */
export interface Written {
  reason: string;
  guidanceNeeded: string;
  making: Making;
  beganAt: string;
  citizens: number;
}
const maskOf: Record<keyof Written, string> = {
  reason: "reason", guidanceNeeded: "guidanceNeeded", making: "making", beganAt: "beganAt", citizens: "citizens",
};

/** Only what is given is written. */
export const updateMatch = (match: Of, written: Partial<Written>, requestId: string): Promise<Match> =>
  answer(
    api.PATCH("/api/v1/matches/{match.id}", {
      params: { path: { "match.id": match.id ?? "" } },
      body: {
        match: { id: match.id, etag: match.etag, ...written },
        updateMask: (Object.keys(written) as (keyof Written)[]).map((field) => maskOf[field]).join(","),
        requestId,
      },
    }),
  );

export type TalkPart = "expectations" | "possibilities" | "plan";

/** The parts that are named are written, also when they are empty now. */
export const recordTalkParts = (match: Of, talk: Talk, parts: readonly TalkPart[], requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:talk", { params: at(match), body: { talk, updateMask: parts.join(","), etag: match.etag, requestId } }));

/* Two who are never put together. */

export const exclusionsOf = (clientId: string) =>
  queryOptions({
    queryKey: ["exclusions", clientId],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/clients/{client_id}/exclusions", { params: { path: { client_id: clientId }, query: { pageSize: 500 } } })))
        .otherClientIds ?? [],
  });

export const addExclusion = async (clientId: string, otherClientId: string, requestId: string): Promise<void> => {
  await answer(api.POST("/api/v1/exclusions", { body: { clientId, otherClientId, requestId } }));
};

export const removeExclusion = async (clientId: string, otherClientId: string, requestId: string): Promise<void> => {
  await answer(api.POST("/api/v1/exclusions:remove", { body: { clientId, otherClientId, requestId } }));
};
