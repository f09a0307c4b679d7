// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { type Edit, showNow, useEdit } from "./change";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

interface Text {
  etag: string;
  words: string;
}

function show(first: Text) {
  let edit: Edit<Text> | undefined;
  function Form({ current }: { current: Text }) {
    edit = useEdit("telling:1", current);
    return null;
  }
  const root = createRoot(document.createElement("div"));
  const is = (current: Text) => act(() => root.render(<Form current={current} />));
  is(first);
  return { edit: () => edit as Edit<Text>, is };
}

describe("useEdit", () => {
  beforeEach(() => sessionStorage.clear());

  it("saves twice on the same page without overtaking itself", () => {
    const form = show({ etag: "1", words: "" });
    act(() => form.edit().set({ words: "samen eten" }));
    expect(form.edit().value).toEqual({ etag: "1", words: "samen eten" });
    form.is({ etag: "2", words: "samen eten" }); // saved, and read again
    act(() => form.edit().forget());
    act(() => form.edit().set({ words: "samen koken" }));
    expect(form.edit().value).toEqual({ etag: "2", words: "samen koken" });
  });

  it("shows what a colleague made of it while nobody touched it here, and keeps what was typed otherwise", () => {
    const form = show({ etag: "1", words: "eten" });
    form.is({ etag: "2", words: "koken" });
    expect(form.edit().value.words).toBe("koken");
    act(() => form.edit().set({ words: "bakken" }));
    form.is({ etag: "3", words: "vissen" });
    expect(form.edit().value).toEqual({ etag: "2", words: "bakken" });
    act(() => form.edit().keepMine());
    expect(form.edit().value).toEqual({ etag: "3", words: "bakken" });
    act(() => form.edit().takeTheirs());
    expect(form.edit().value.words).toBe("vissen");
  });
});

describe("showNow", () => {
  it("is not written over by a reading that began before the change", async () => {
    const readings: ((version: number) => void)[] = [];
    const queries = new QueryClient();
    const queryKey = ["matches", "1"];
    queries.setQueryData(queryKey, 1);
    const leave = new QueryObserver(queries, { queryKey, queryFn: () => new Promise<number>((resolve) => readings.push(resolve)) }).subscribe(() => undefined);
    void queries.invalidateQueries({ queryKey }); // a colleague changed something
    await showNow(queries, queryKey, 2);
    readings.forEach((read) => read(1)); // as it was
    await new Promise((resolve) => setTimeout(resolve));
    expect(queries.getQueryData(queryKey)).toBe(2);
    leave();
  });
});
