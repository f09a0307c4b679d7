// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Road } from "@/api/client";
import { forgetPlans, goNow, soon, thinkAgain, timeToThink } from "./soon";

let fetched: ReturnType<typeof vi.fn>;
const send = (by: Road = (request) => fetch(request)) => by(new Request("http://localhost:3000/api/v1/matches/1:end", { method: "POST", body: "{}" }));

beforeEach(() => {
  vi.useFakeTimers();
  fetched = vi.fn(() => Promise.resolve(Response.json({})));
  vi.stubGlobal("fetch", fetched);
});
afterEach(() => {
  forgetPlans();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("soon", () => {
  it("gives time to think, and then goes once", async () => {
    soon("a", send);
    await vi.advanceTimersByTimeAsync(timeToThink - 1);
    expect(fetched).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2);
    await goNow("a");
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it("is taken back without a trace", async () => {
    soon("a", send);
    thinkAgain("a");
    await vi.advanceTimersByTimeAsync(timeToThink * 2);
    expect(fetched).not.toHaveBeenCalled();
  });

  it("goes at once when the device is put away", async () => {
    soon("a", send);
    await vi.advanceTimersByTimeAsync(10);
    window.dispatchEvent(new Event("pagehide"));
    await vi.advanceTimersByTimeAsync(0);
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it("keeps what failed and tries again when there is internet", async () => {
    fetched.mockRejectedValueOnce(new TypeError("weg"));
    soon("a", send);
    await vi.advanceTimersByTimeAsync(10);
    await goNow("a");
    expect(fetched).toHaveBeenCalledTimes(1);
    window.dispatchEvent(new Event("online"));
    await vi.runAllTimersAsync();
    expect(fetched).toHaveBeenCalledTimes(2);
  });
});
