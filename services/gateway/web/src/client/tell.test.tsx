// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { describe, expect, it, vi } from "vitest";
import { type Telling, useTell } from "./tell";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

/** Tells `tell` from a page, and gives what the page holds. */
function show<V, R>(tell: (value: V, once: string) => Promise<R>): () => Telling<V, R> {
  let latest: Telling<V, R> | undefined;
  function Page() {
    latest = useTell(tell);
    return null;
  }
  act(() => createRoot(document.createElement("div")).render(<QueryClientProvider client={new QueryClient()}><Page /></QueryClientProvider>));
  return () => latest as Telling<V, R>;
}

/** Fails the first time, and remembers under which request it was told. */
function once(answer: string) {
  const ids: string[] = [];
  return { ids, tell: (_: unknown, id: string) => (ids.push(id) === 1 ? Promise.reject(new Error("weg")) : Promise.resolve(answer)) };
}

/** What was answered reaches the page a moment later. */
const becomes = (what: () => void) => act(async () => vi.waitFor(what));

describe("useTell", () => {
  it.each([["a value", { wens: "vissen" }], ["nothing at all", undefined]])("tells %s, and again under the same request", async (_, value) => {
    const server = once("goed");
    const page = show(server.tell);
    await act(async () => page().send(value));
    await becomes(() => expect(page().problem).not.toBeNull());
    await act(async () => page().again());
    await becomes(() => expect(page().said).toBe("goed"));
    expect(server.ids).toHaveLength(2);
    expect(server.ids[1]).toBe(server.ids[0]);
    // What is told anew after that is something new.
    await act(async () => page().send(value));
    await becomes(() => expect(server.ids).toHaveLength(3));
    expect(new Set(server.ids).size).toBe(2);
  });

  it("takes another value for another request", async () => {
    const server = once("goed");
    const page = show(server.tell);
    await act(async () => page().send("vissen"));
    await act(async () => page().send("zingen"));
    await becomes(() => expect(server.ids).toHaveLength(2));
    expect(server.ids[1]).not.toBe(server.ids[0]);
  });
});
