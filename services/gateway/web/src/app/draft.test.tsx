// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { forgetDrafts, useDraft } from "./draft";

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
});
