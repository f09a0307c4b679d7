/** What the pages about matches read and change, apart from how they look. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { Message } from "@/api/types";

export type Match = Message<"matching.v1.Match">;
export type MatchState = NonNullable<Match["state"]>;
export type Participant = Message<"matching.v1.Participant">;
export type Guidance = Message<"matching.v1.Guidance">;
export type Distance = NonNullable<Guidance["distance"]>;
export type Task = NonNullable<Guidance["task"]>;
export type Talk = Message<"matching.v1.ExpectationsTalk">;
export type Expectation = Message<"matching.v1.Expectation">;
export type Rhythm = NonNullable<Expectation["rhythm"]>;
export type Sentence = Message<"matching.v1.Sentence">;
export type Suggestion = Message<"matching.v1.Suggestion">;
export type Departed = Message<"matching.v1.Departed">;
export type EndingCare = Message<"matching.v1.EndingCare">;
export type Next = NonNullable<EndingCare["next"]>;
export type Answer = Message<"matching.v1.Answer">;
export type SupportForm = Message<"matching.v1.SupportForm">;
export type Making = NonNullable<Match["making"]>;
export type NewPerson = Message<"matching.v1.NewPerson">;
export type Wish = Message<"recruitment.v1.Wish">;
export type Client = Message<"recruitment.v1.Client">;
export type InterimEvaluation = Message<"evaluation.v1.InterimEvaluation">;

/** Everything that shows a match is read again after a change of one. */
export const matchesKey = ["matches"] as const;

export interface MatchFilter {
  clientId?: string;
  state?: MatchState;
  closedToo?: boolean;
}

export const matchesQuery = (filter: MatchFilter) =>
  infiniteQueryOptions({
    queryKey: ["matches", "list", filter],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/api/v1/matches", { params: { query: { ...filter, pageSize: 100, pageToken: pageParam || undefined } }, signal })),
    initialPageParam: "",
    getNextPageParam: (last) => last.nextPageToken || undefined,
  });

export const matchQuery = (id: string) =>
  queryOptions({
    queryKey: ["matches", id],
    queryFn: () => answer(api.GET("/api/v1/matches/{id}", { params: { path: { id } } })),
  });

export const suggestionsQuery = (wishId: string) =>
  queryOptions({
    queryKey: ["matches", "suggestions", wishId],
    queryFn: () => answer(api.GET("/api/v1/wishes/{wish_id}:suggest", { params: { path: { wish_id: wishId } } })),
  });

export const wishQuery = (id: string) =>
  queryOptions({
    queryKey: ["wishes", id],
    queryFn: () => answer(api.GET("/api/v1/wishes/{id}", { params: { path: { id } } })),
  });

/** Wishes somebody can be looked for with, in the order in which they were told. */
export const openWishesQuery = queryOptions({
  queryKey: ["wishes", "open"],
  queryFn: async () => {
    const [open, takenUp] = await Promise.all(
      (["STATE_OPEN", "STATE_TAKEN_UP"] as const).map((state) => answer(api.GET("/api/v1/wishes", { params: { query: { state, pageSize: 200 } } }))),
    );
    const all = [...(open?.wishes ?? []), ...(takenUp?.wishes ?? [])];
    return all.sort((a, b) => (a.createTime ?? "").localeCompare(b.createTime ?? ""));
  },
});

export const interimEvaluationsQuery = (matchId: string) =>
  queryOptions({
    queryKey: ["interimEvaluations", "of", matchId],
    queryFn: async () =>
      (await answer(api.GET("/api/v1/interimEvaluations", { params: { query: { matchId } } }))).interimEvaluations ?? [],
  });

export type MatchRhythm = Message<"evaluation.v1.MatchRhythm">;

export const matchRhythmQuery = (matchId: string) =>
  queryOptions({
    queryKey: ["lookBackRhythm", matchId],
    queryFn: () => answer(api.GET("/api/v1/matches/{match_id}/lookBackRhythm", { params: { path: { match_id: matchId } } })),
  });

/** Another rhythm for this match, or without one the organisation's again. */
export const setMatchRhythm = (of: MatchRhythm, chosen: { rhythm?: MatchRhythm["rhythm"]; reason?: string }, requestId: string): Promise<MatchRhythm> =>
  answer(api.POST("/api/v1/matches/{match_id}/lookBackRhythm", { params: { path: { match_id: of.matchId ?? "" } }, body: { ...chosen, requestId } }));

/** People by part of a name; the server searches, so that a large organisation stays quick. */
export const findPeopleQuery = (query: string) =>
  queryOptions({
    queryKey: ["clients", "find", query],
    queryFn: async ({ signal }) =>
      (await answer(api.GET("/api/v1/clients", { params: { query: { query, pageSize: 40 } }, signal }))).clients ?? [],
    staleTime: 60_000,
  });

export const fullName = (client: Client): string => [client.givenName, client.familyName].filter(Boolean).join(" ");

/* Changes. Each takes the match as it was read, so that its etag goes along. */

type Of = Pick<Match, "id" | "etag">;
const at = (match: Of) => ({ path: { id: match.id ?? "" } });

export const createMatch = (wishId: string, others: NewPerson[], requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches", { body: { wishId, others, requestId } }));

export interface Spontaneous {
  people: NewPerson[];
  citizens: number;
  beganAt: string;
  doing: string;
}

export const createSpontaneous = (told: Spontaneous, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches:spontaneous", { body: { ...told, requestId } }));

export interface Proposal {
  making: Making;
  reason: string;
  guidanceNeeded: string;
}

export const propose = (match: Of, proposal: Proposal, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:propose", { params: at(match), body: { ...proposal, etag: match.etag, requestId } }));

export const recordAnswer = (match: Of, told: { clientId: string; answer: Answer; supportForm: SupportForm }, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:answer", { params: at(match), body: { ...told, etag: match.etag, requestId } }));

export const recordAgreement = (match: Of, told: { clientId: string; supportForm: SupportForm }, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:agree", { params: at(match), body: { ...told, etag: match.etag, requestId } }));

export const putFollowsAside = (match: Of, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:put-follows-aside", { params: at(match), body: { etag: match.etag, requestId } }));

export const setGuidance = (match: Of, clientId: string, guidance: Guidance, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:guide", { params: at(match), body: { clientId, guidance, etag: match.etag, requestId } }));

export const noteEstimate = (match: Of, clientId: string, words: string, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:estimate", { params: at(match), body: { clientId, words, etag: match.etag, requestId } }));

/** A person's own answer to being asked into a group. */
export const recordInvitation = (match: Of, told: { clientId: string; answer: Answer; supportForm: SupportForm }, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:answer-invitation", { params: at(match), body: { ...told, etag: match.etag, requestId } }));

export const endMatch = (match: Of, words: { privateReason?: string; neutralWords?: string }, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:end", { params: at(match), body: { ...words, etag: match.etag, requestId } }));

export const recordCare = (match: Of, care: EndingCare, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:care", { params: at(match), body: { ...care, etag: match.etag, requestId } }));

export const closeMatch = (match: Of, neutralWords: string, requestId: string): Promise<Match> =>
  answer(api.POST("/api/v1/matches/{id}:close", { params: at(match), body: { neutralWords, etag: match.etag, requestId } }));
