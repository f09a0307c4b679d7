import { describe, expect, it } from "vitest";
import { passesTo } from "./passes";

describe("passesTo", () => {
  it("is the first who is not responsible already", () => {
    expect(passesTo("bas", ["bas", "nina", "koen"])).toBe("nina");
    expect(passesTo(undefined, ["bas"])).toBe("bas");
  });
  it("is nobody when all are responsible already", () => {
    expect(passesTo("bas", ["bas"])).toBeUndefined();
    expect(passesTo("bas", [])).toBeUndefined();
  });
});
