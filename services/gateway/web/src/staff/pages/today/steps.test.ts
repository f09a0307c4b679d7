import { describe, expect, it } from "vitest";
import { stepOf } from "./steps";

describe("stepOf", () => {
  it.each([
    [{ kind: "KIND_FOLLOW_UP", clientId: "c", matchId: "m" }, "/mensen/c"],
    [{ kind: "KIND_MOOD", clientId: "c", matchId: "m" }, "/mensen/c"],
    [{ kind: "KIND_PUSH", clientId: "c", matchId: "m", interimEvaluationId: "e" }, "/tussenstand/e"],
    [{ kind: "KIND_LIFE_CHANGE", clientId: "c", matchId: "m", interimEvaluationId: "e" }, "/tussenstand/e"],
    [{ kind: "KIND_INTERIM_EVALUATION", matchId: "m", interimEvaluationId: "e" }, "/tussenstand/e"],
    [{ kind: "KIND_ONE_RESPONSIBLE", clientId: "c" }, "/mensen/c?deel=begeleiding"],
    [{ kind: "KIND_NOTHING_PLANNED", matchId: "m" }, "/koppelingen/m"],
    [{ kind: "KIND_REVIEW_GUIDANCE", clientId: "c", matchId: "m" }, "/koppelingen/m"],
    [{ kind: "KIND_MOOD_TURNING", clientId: "c", matchId: "m" }, "/mensen/c"],
    [{ kind: "KIND_SILENCE", clientId: "c", matchId: "m" }, "/koppelingen/m"],
    [{ kind: "KIND_INITIATIVE", matchId: "m" }, "/koppelingen/m"],
    [{ kind: "KIND_PROPOSAL", clientId: "c", matchId: "m" }, "/koppelingen/m"],
    [{ kind: "KIND_ESTIMATE", clientId: "c", matchId: "m" }, "/koppelingen/m"],
    [{ kind: "KIND_CAPACITY", clientId: "c" }, "/mensen/c"],
    [{ kind: "KIND_WISH_WAITING", clientId: "c", wishId: "w" }, "/koppelingen/nieuw?wens=w"],
  ] as const)("%o leads to %s", (signal, href) => expect(stepOf(signal)?.href).toBe(href));

  it("has no step for what says nothing", () => expect(stepOf({})).toBeNull());
});
