// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { draftsOf, forgetDrafts, useDraft, useFoundBack } from "./draft";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

type Draft = ReturnType<typeof useDraft<string>>;

function show(key: string): () => Draft {
  let latest: Draft | undefined;
  function Form() {
    latest = useDraft(key, "");
    return null;
  }
  act(() => createRoot(document.createElement("div")).render(<Form />));
  return () => latest as Draft;
}

describe("useDraft", () => {
  beforeEach(() => sessionStorage.clear());

  it("finds back what was typed when the page comes again", () => {
    const first = show("wish:1");
    act(() => first()[1]("samen eten"));
    expect(show("wish:1")()[0]).toBe("samen eten");
    expect(show("wish:2")()[0]).toBe("");
  });

  it("forgets it once saved, and everything on signing out", () => {
    const first = show("wish:1");
    act(() => first()[1]("samen eten"));
    act(() => first()[2]());
    expect(show("wish:1")()[0]).toBe("");
    act(() => first()[1]("vissen"));
    forgetDrafts();
    expect(show("wish:1")()[0]).toBe("");
  });

  it("says that something was found back, begins anew, and takes that back", () => {
    const first = show("wish:3");
    act(() => first()[1]("samen eten"));
    let told: ReturnType<typeof useFoundBack> | undefined;
    act(() => createRoot(document.createElement("div")).render(<Line tell={(now) => (told = now)} />));
    expect(told?.isFound).toBe(false); // typed just now is not found back
    const again = show("wish:3");
    expect(told?.isFound).toBe(true);
    let back = () => {};
    act(() => void (back = told?.beginAnew() ?? back));
    expect([again()[0], told?.isFound, show("wish:3")()[0]]).toEqual(["", false, ""]);
    act(() => back());
    expect([again()[0], show("wish:3")()[0]]).toEqual(["samen eten", "samen eten"]);
  });

  it("is of one person: another who signs in in the same tab finds nothing", () => {
    draftsOf("karin");
    const first = show("wish:4");
    act(() => first()[1]("samen eten"));
    draftsOf("karin");
    expect(show("wish:4")()[0]).toBe("samen eten");
    draftsOf("bas");
    expect(show("wish:4")()[0]).toBe("");
  });
});

function Line({ tell }: { tell: (now: ReturnType<typeof useFoundBack>) => void }) {
  tell(useFoundBack());
  return null;
}
