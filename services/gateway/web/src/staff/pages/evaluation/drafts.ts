/** Under which names what is typed here is kept. */
export const askDraft = (evaluationId: string | undefined, clientId: string): string => `evaluation:${evaluationId ?? ""}:asked:${clientId}`;
export const lookDraft = (evaluationId: string | undefined): string => `evaluation:${evaluationId ?? ""}:own-look`;
export const outcomeDraft = (evaluationId: string | undefined): string => `evaluation:${evaluationId ?? ""}:follows`;
