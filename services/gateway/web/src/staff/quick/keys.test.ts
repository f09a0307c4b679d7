// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { places } from "@/staff/navigation";
import { isCovered, isTyping, newHere, type Press, reader, walk, type Where } from "./keys";

const press = (key: string, held: Partial<Press> = {}): Press => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });
const where = (change: Partial<Where> = {}): Where => ({ path: "/", roles: ["support_worker"], letters: true, now: 0, ...change });
const id = "0190b6a0-0000-7000-8000-000000000001";

describe("the shortcuts", () => {
  it("have a letter of its own for each place", () => {
    expect(new Set(places.map((place) => place.key)).size).toBe(places.length);
  });

  it("go to a place after a g, as long as somebody remembers pressing it", () => {
    const read = reader();
    expect(read(press("g"), where())).toBeNull();
    expect(read(press("m"), where({ now: 400 }))).toEqual({ do: "go", to: "/mensen" });
    read(press("g"), where({ now: 1000 }));
    expect(read(press("m"), where({ now: 9000 }))).toBeNull();
  });

  it("keep to the places somebody has", () => {
    const read = reader();
    read(press("g"), where());
    expect(read(press("o"), where({ now: 1 }))).toBeNull();
    read(press("g"), where());
    expect(read(press("o"), where({ now: 1, roles: ["coordinator"] }))).toEqual({ do: "go", to: "/organisatie" });
  });

  it("make something new of the kind one looks at", () => {
    expect(reader()(press("n"), where({ path: "/mensen" }))).toEqual({ do: "go", to: "/mensen/nieuw" });
    expect(newHere(`/mensen/${id}`)).toBe(`/mensen/${id}/wens`);
    expect(newHere(`/koppelingen/${id}`)).toBe(`/activiteiten/nieuw?koppeling=${id}`);
    expect(newHere("/activiteiten/plekken")).toBe("/activiteiten/plekken/nieuw");
    expect(newHere("/inzicht")).toBeNull();
  });

  it("leave the browser its own keys, and all letters when they are switched off", () => {
    expect(reader()(press("n", { ctrlKey: true }), where({ path: "/mensen" }))).toBeNull();
    expect(reader()(press("/"), where({ letters: false }))).toBeNull();
    expect(reader()(press("k", { metaKey: true }), where({ letters: false }))).toEqual({ do: "search" });
    expect(reader()(press("K", { ctrlKey: true }), where())).toEqual({ do: "search" });
  });
});

describe("on the page", () => {
  beforeEach(() => {
    document.body.innerHTML = `<div id="root"><nav><ul><li><a href="/x">menu</a></li></ul></nav><main id="inhoud">
      <input id="field" /><ul><li><a id="a" href="/a">A</a><button>more</button></li><li>only words</li><li><a id="b" href="/b">B</a><ul><li><a href="/c">within</a></li></ul></li></ul></main></div>`;
  });

  it("are silent in a field, and while something lies over the page", () => {
    expect(isTyping(document.getElementById("field"))).toBe(true);
    expect([isTyping(document.body), isCovered()]).toEqual([false, false]);
    document.getElementById("root")?.setAttribute("aria-hidden", "true");
    expect(isCovered()).toBe(true);
  });

  it("walk through the rows, and stop at the ends", () => {
    const at = () => document.activeElement?.id;
    walk(1);
    expect(at()).toBe("a");
    walk(1);
    expect(at()).toBe("b");
    walk(1);
    expect(at()).toBe("b");
    walk(-1);
    expect(at()).toBe("a");
  });
});
