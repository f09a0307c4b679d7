// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pictogramsFor, setPictograms } from "@/api/pictograms";
import { Pictogram } from "@/design/Pictogram";
import { Bicycle } from "@/pictograms";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

// There is no server here: what was read last stays.
vi.mock("@/api/client", () => ({ api: { GET: () => Promise.reject(new Error("nobody there")) }, answer: (call: Promise<unknown>) => call }));

const roots: Root[] = [];

function draw(ours = false): HTMLElement {
  const place = document.createElement("div");
  const root = createRoot(place);
  roots.push(root);
  act(() => root.render(<Pictogram of={Bicycle} ours={ours} />));
  return place;
}

/** Draws a bicycle; says which picture stands there, "ours" when it is our drawing. */
function show(ours = false): () => string {
  const place = draw(ours);
  return () => place.querySelector("img")?.getAttribute("src") ?? (place.querySelector("svg path") ? "ours" : "nothing");
}

const signIn = (id: string) => pictogramsFor({ signedIn: true, organisation: { id, name: "Proef" }, roles: ["client"] });

const theirs = "/api/v1/pictograms/bicycle/image?v=abc";

describe("the organisation's own pictograms", () => {
  beforeEach(() => {
    localStorage.clear();
    pictogramsFor({ signedIn: false });
    signIn("one");
  });

  afterEach(() => act(() => roots.splice(0).forEach((root) => root.unmount())));

  it("stand where ours stood, by name, also when they come later", () => {
    const bicycle = show();
    expect(bicycle()).toBe("ours");
    act(() => setPictograms({ bicycle: "abc" }));
    expect(bicycle()).toBe(theirs);
    act(() => setPictograms({ bus: "abc" }));
    expect(bicycle()).toBe("ours");
  });

  it("never stand in a picture code", () => {
    act(() => setPictograms({ bicycle: "abc" }));
    expect(show(true)()).toBe("ours");
  });

  it("are there at once the next time, for the same organisation only", () => {
    act(() => setPictograms({ bicycle: "abc" }));
    act(() => signIn("other"));
    expect(show()()).toBe("ours");
    act(() => pictogramsFor({ signedIn: false }));
    expect(show()()).toBe("ours");
    act(() => signIn("one"));
    expect(show()()).toBe(theirs);
  });

  it("make room for ours when one cannot be had", () => {
    act(() => setPictograms({ bicycle: "abc" }));
    const place = draw();
    act(() => void place.querySelector("img")?.dispatchEvent(new Event("error")));
    expect(place.querySelector("svg path")).toBeTruthy();
  });
});
