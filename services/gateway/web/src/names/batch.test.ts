import { describe, expect, it } from "vitest";
import { batch } from "./batch";

describe("batch", () => {
  it("asks once for everybody of one turn, and null for who may not be known", async () => {
    const calls: string[][] = [];
    const load = batch((ids) => {
      calls.push(ids);
      return Promise.resolve(new Map(ids.filter((id) => id !== "x").map((id) => [id, `naam ${id}`])));
    });
    expect(await Promise.all([load("a"), load("b"), load("a"), load("x")])).toEqual(["naam a", "naam b", "naam a", null]);
    expect(calls).toEqual([["a", "b", "x"]]);
  });

  it("splits what is too much for one call and passes failures on", async () => {
    const sizes: number[] = [];
    const load = batch((ids) => {
      sizes.push(ids.length);
      return Promise.reject(new Error("weg"));
    }, 2);
    const outcomes = await Promise.allSettled([load("a"), load("b"), load("c")]);
    expect(sizes).toEqual([2, 1]);
    expect(outcomes.every((outcome) => outcome.status === "rejected")).toBe(true);
  });
});
