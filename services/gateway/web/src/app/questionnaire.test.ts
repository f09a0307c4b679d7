import { describe, expect, it } from "vitest";
import { isAsked, type Question, stepsOf } from "./questionnaire";

const choice = (linkId: string, more: Partial<Question> = {}): Question => ({ linkId, kind: "KIND_CHOICE", text: linkId, ...more });

describe("which questions are asked", () => {
  it("asks without conditions, and by an earlier answer", () => {
    const later = choice("b", { conditions: [{ linkId: "a", code: "true" }] });
    expect(isAsked(choice("a"), [])).toBe(true);
    expect(isAsked(later, [])).toBe(false);
    expect(isAsked(later, [{ linkId: "a", codes: ["true"] }])).toBe(true);
    expect(isAsked(later, [{ linkId: "a", codes: ["false"] }])).toBe(false);
  });

  it("knows not, any, and whether something was answered at all", () => {
    const not = choice("b", { conditions: [{ linkId: "a", code: "x", negated: true }] });
    expect(isAsked(not, [{ linkId: "a", codes: ["x"] }])).toBe(false);
    expect(isAsked(not, [])).toBe(true);
    const exists = choice("b", { conditions: [{ linkId: "a" }] });
    expect(isAsked(exists, [{ linkId: "a", skipped: true }])).toBe(false);
    expect(isAsked(exists, [{ linkId: "a", words: "iets" }])).toBe(true);
    const any = choice("c", { anyCondition: true, conditions: [{ linkId: "a", code: "x" }, { linkId: "b", code: "y" }] });
    expect(isAsked(any, [{ linkId: "b", codes: ["y"] }])).toBe(true);
    expect(isAsked({ ...any, anyCondition: false }, [{ linkId: "b", codes: ["y"] }])).toBe(false);
  });

  it("puts what is only to read before the question it stands before", () => {
    const steps = stepsOf([{ linkId: "i", kind: "KIND_LINE", text: "Welkom" }, choice("a", { heading: "Thuis" }), choice("b", { heading: "Thuis", textEn: "b in English" })], [], false);
    expect(steps.map((step) => [step.question.linkId, step.lines])).toEqual([["a", ["Welkom", "Thuis"]], ["b", []]]);
  });
});
