/** A component that does not stand on the component page is one that nobody looks at in the dark. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const here = new URL("./", import.meta.url);
const design = new URL("../../../design/", import.meta.url);
// Parts of others, shown with those; and what takes the place of a whole page or stands beside one (the page of a problem, the
// strip of messages, a tour, which takes the focus: the journey `first` looks at it).
const within = ["CircleArt", "CircleKey", "CircleList", "CircleMap", "CircleMark", "PageProblem", "Toast", "TourPanel"];

test("every component stands on /design", () => {
  const shown = readdirSync(here).filter((name) => name.endsWith(".tsx")).map((name) => readFileSync(new URL(name, here), "utf8")).join("\n");
  const components = readdirSync(design).filter((name) => /^[A-Z]\w+\.tsx$/.test(name)).map((name) => name.replace(".tsx", ""));
  expect(components.filter((name) => !within.includes(name) && !shown.includes(`"@/design/${name}"`))).toEqual([]);
});
