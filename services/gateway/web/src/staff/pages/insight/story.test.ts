import { describe, expect, it } from "vitest";
import { fill, type Translate } from "@/i18n/core";
import nl from "@/i18n/nl/insight";
import type { StaffAreas } from "@/i18n/staff";
import type { Quarter } from "./queries";
import { aboutMoney, begin, blocks, storiesPart } from "./story";
import { people, silent } from "./words";

const t = ((key: string, vars?: Record<string, string | number>) =>
  fill(nl[key.replace("insight.", "") as keyof typeof nl], vars)) as Translate<StaffAreas>;
const list = (items: readonly string[]) => items.join(" en ");

const quarter = (number: number, about: number): Quarter => ({
  year: 2026,
  number,
  tables: [
    {
      figure: "FIGURE_TAKING_PART",
      rows: [
        { locationId: "", cells: [{ group: "GROUP_WITH_MATCH", about, tooFew: about === 0 }, { group: "GROUP_WITH_OTHERS", tooFew: true }] },
        { locationId: "linde", cells: [{ group: "GROUP_WITH_MATCH", atLeast: 10, atMost: 14 }, { group: "GROUP_WITH_OTHERS", tooFew: true }] },
      ],
    },
  ],
});

describe("blocks", () => {
  it("makes paragraphs of empty lines and lists of dashes", () => {
    expect(blocks("Een\nregel\n\n- a\n- b\n\nTwee")).toEqual([
      { kind: "text", text: "Een\nregel" },
      { kind: "list", items: ["a", "b"] },
      { kind: "text", text: "Twee" },
    ]);
  });
  it("makes nothing of nothing", () => expect(blocks("\n\n")).toEqual([]));
});

describe("aboutMoney", () => {
  it("asks about money, working time and percentages (X-07, X-08)", () => {
    for (const text of ["Dit bespaart geld", "€ 300", "12 uren", "80% was blij", "It saved money"]) expect(aboutMoney(text)).toBe(true);
  });
  it("leaves alone what only resembles it", () => {
    for (const text of ["Om drie uur koffie", "We bewaren dit", "Vergelden doen we niet"]) expect(aboutMoney(text)).toBe(false);
  });
});

describe("begin", () => {
  it("says what was published of this year only, the oldest first, and what was learned", () => {
    const begun = begin(t, list, { year: 2026, quarters: [quarter(2, 65), quarter(1, 60), { ...quarter(4, 5), year: 2025 }], lessons: [{ words: "Klein beginnen." }] });
    expect(begun[0]?.body).toContain("- In januari tot en met maart 2026: ongeveer 60 mensen deden iets samen met hun koppeling.\n- In april");
    expect(begun[0]?.body).not.toContain("2025");
    expect(begun[3]?.body).toBe("- Klein beginnen.");
  });
  it("says so kindly when the groups were too small", () => {
    expect(begin(t, list, { year: 2026, quarters: [quarter(1, 0)], lessons: [] })[0]?.body).toContain("te klein");
  });
});

describe("storiesPart", () => {
  it("tells each story under the name its teller chose, or under none", () => {
    const part = storiesPart(t, [{ title: "Koken", words: "We aten soep.\n\nLekker.", name: "Roos" }, { words: "Ik ging mee." }]);
    expect(part[0]?.body).toBe("Koken\nWe aten soep.\nLekker.\nVerteld door Roos\n\nIk ging mee.");
  });
  it("is not there without a story", () => expect(storiesPart(t, [])).toEqual([]));
});

describe("what is told of a cell", () => {
  it("is a step for a location, about for the whole, and nothing of too few", () => {
    expect(people(t, { atLeast: 10, atMost: 14 })).toBe("10 tot 14 mensen");
    expect(people(t, { about: 65 })).toBe("ongeveer 65 mensen");
    expect(people(t, { tooFew: true })).toBe("te weinig om te noemen");
    expect(people(t, undefined)).toBe("te weinig om te noemen");
  });
  it("is silent where nothing is told", () => {
    expect(silent(quarter(1, 60), "linde")).toBe(false);
    expect(silent(quarter(1, 0), "")).toBe(true);
    expect(silent(quarter(1, 60), "elders")).toBe(true);
  });
});
