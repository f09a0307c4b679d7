import { describe, expect, it } from "vitest";
import { groupsOf } from "./groups";

describe("groupsOf", () => {
  it("puts what is about one person together, where the most tender one stands", () => {
    const groups = groupsOf([
      { id: "1", kind: "KIND_MOOD", clientId: "a", matchId: "m" },
      { id: "2", kind: "KIND_ONE_RESPONSIBLE", clientId: "b" },
      { id: "3", kind: "KIND_INTERIM_EVALUATION", matchId: "m" },
      { id: "4", kind: "KIND_WISH_WAITING", clientId: "a", wishId: "w" },
    ]);
    expect(groups.map(({ signals }) => signals.map(({ id }) => id))).toEqual([["1", "4"], ["2"], ["3"]]);
    expect(groups[0]).toMatchObject({ clientId: "a", matchId: "m" });
    expect(groups[2]).toMatchObject({ clientId: undefined, matchId: "m" });
  });

  it("has nothing for nothing", () => expect(groupsOf([])).toEqual([]));
});
