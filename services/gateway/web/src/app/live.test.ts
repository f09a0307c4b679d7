import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { gathering, refresh } from "./live";

const readPictograms = vi.hoisted(() => vi.fn(() => Promise.resolve()));
vi.mock("@/api/pictograms", () => ({ readPictograms }));

afterEach(() => vi.useRealTimers());

test("a handful of changes is one question", () => {
  vi.useFakeTimers();
  const asked: string[][] = [];
  const told = gathering((topics) => asked.push([...topics]), () => 100);
  told.add(["matches", "signals"]);
  told.add(["matches", "plans"]);
  vi.advanceTimersByTime(100);
  told.add(["wishes"]);
  vi.advanceTimersByTime(100);
  expect(asked).toEqual([["matches", "signals", "plans"], ["wishes"]]);
});

test("who left asks nothing any more", () => {
  vi.useFakeTimers();
  const act = vi.fn();
  const told = gathering(act, () => 100);
  told.add(["matches"]);
  told.stop();
  vi.advanceTimersByTime(1000);
  expect(act).not.toHaveBeenCalled();
});

test("only what changed becomes old", () => {
  const client = new QueryClient();
  client.setQueryData(["matches", "a"], 1);
  client.setQueryData(["wishes"], 1);
  refresh(client, new Set(["matches"]));
  expect(client.getQueryState(["matches", "a"])?.isInvalidated).toBe(true);
  expect(client.getQueryState(["wishes"])?.isInvalidated).toBe(false);
});

test("pictures of the organisation's own are read anew when a colleague replaced them, and not for anything else", async () => {
  refresh(new QueryClient(), new Set(["matches"]));
  await new Promise((done) => setTimeout(done));
  expect(readPictograms).not.toHaveBeenCalled();
  refresh(new QueryClient(), new Set(["pictograms"]));
  await vi.waitFor(() => expect(readPictograms).toHaveBeenCalledOnce());
});
