// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { forgetPlans, goNow, soon, thinkAgain, timeToThink } from "./soon";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  forgetPlans();
  vi.useRealTimers();
});

describe("soon", () => {
  it("gives time to think, and then goes once", async () => {
    const send = vi.fn(() => Promise.resolve());
    soon("a", send);
    await vi.advanceTimersByTimeAsync(timeToThink - 1);
    expect(send).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2);
    await goNow("a");
    expect(send).toHaveBeenCalledTimes(1);
  });

  it("is taken back without a trace", async () => {
    const send = vi.fn(() => Promise.resolve());
    soon("a", send);
    thinkAgain("a");
    await vi.advanceTimersByTimeAsync(timeToThink * 2);
    expect(send).not.toHaveBeenCalled();
  });

  it("goes at once when the device is put away", () => {
    const send = vi.fn(() => Promise.resolve());
    soon("a", send);
    window.dispatchEvent(new Event("pagehide"));
    expect(send).toHaveBeenCalledTimes(1);
  });

  it("keeps what failed and tries again when there is internet", async () => {
    const send = vi.fn().mockRejectedValueOnce(new TypeError("weg")).mockResolvedValue(undefined);
    soon("a", send);
    await goNow("a");
    expect(send).toHaveBeenCalledTimes(1);
    window.dispatchEvent(new Event("online"));
    await vi.runAllTimersAsync();
    expect(send).toHaveBeenCalledTimes(2);
  });
});
