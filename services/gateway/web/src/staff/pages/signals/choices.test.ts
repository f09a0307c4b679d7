import { describe, expect, it } from "vitest";
import { choicesFor } from "./choices";

describe("choicesFor", () => {
  it("stays between the bounds", () => expect(choicesFor({ value: 6, usual: 6, least: 2, most: 13 })).toEqual([2, 3, 4, 5, 6, 8, 10, 13]));
  it("has what it is now, also between the steps", () => expect(choicesFor({ value: 7, usual: 4, least: 3, most: 8 })).toEqual([3, 4, 5, 6, 7, 8]));
});
