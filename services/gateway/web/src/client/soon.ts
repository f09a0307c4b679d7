/**
 * What cannot be taken back once it is sent is not sent at once. Stopping and saying no are one tap; then there is time
 * to think again. It goes when somebody leaves the page, says "ready", puts the device away, or after a while.
 * Nothing is ever forgotten: a failed try stays here until it went.
 */
import { useEffect, useSyncExternalStore } from "react";
import { asProblem, type Problem } from "@/api/problem";

export interface Soon {
  state: "thinking" | "going" | "gone" | "failed";
  problem?: Problem;
}

interface Plan extends Soon {
  send: () => Promise<unknown>;
  timer?: ReturnType<typeof setTimeout>;
}

/** Long enough to read, to listen and to find the button, also when one is slow. */
export const timeToThink = 30_000;

const plans = new Map<string, Plan>();
const listeners = new Set<() => void>();
const tell = () => listeners.forEach((listener) => listener());
const put = (key: string, plan: Plan) => {
  plans.set(key, plan);
  tell();
};

/** Plans to send; the same key again replaces what was planned. */
export function soon(key: string, send: () => Promise<unknown>, after = timeToThink): void {
  clearTimeout(plans.get(key)?.timer);
  put(key, { state: "thinking", send, timer: setTimeout(() => void goNow(key), after) });
}

/** Takes it back, as long as it has not gone. */
export function thinkAgain(key: string): void {
  const plan = plans.get(key);
  if (!plan || plan.state === "going") return;
  clearTimeout(plan.timer);
  plans.delete(key);
  tell();
}

/** Sends what was planned, now; also what failed before. Says whether it is there. */
export async function goNow(key: string): Promise<boolean> {
  const plan = plans.get(key);
  if (!plan || plan.state === "gone") return true;
  if (plan.state === "going") return false;
  clearTimeout(plan.timer);
  put(key, { ...plan, state: "going", problem: undefined });
  try {
    await plan.send();
    put(key, { ...plan, state: "gone" });
    return true;
  } catch (error) {
    put(key, { ...plan, state: "failed", problem: asProblem(error) });
    return false;
  }
}

const all = (state: Soon["state"]) => [...plans].filter(([, plan]) => plan.state === state).map(([key]) => key);

if (typeof window !== "undefined") {
  const leave = () => all("thinking").forEach((key) => void goNow(key));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
  window.addEventListener("pagehide", leave);
  window.addEventListener("online", () => all("failed").forEach((key) => void goNow(key)));
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** What is planned under a key, or undefined. */
export const useSoon = (key: string): Soon | undefined => useSyncExternalStore(subscribe, () => plans.get(key));

const here = new Map<string, number>();

/** Leaving the page is saying "ready": what was planned under this key goes. */
export function useLeaving(key: string): void {
  useEffect(() => {
    here.set(key, (here.get(key) ?? 0) + 1);
    return () => {
      here.set(key, (here.get(key) ?? 1) - 1);
      // Not when the page is only drawn anew, as it is in development.
      setTimeout(() => here.get(key) === 0 && plans.get(key)?.state === "thinking" && void goNow(key), 0);
    };
  }, [key]);
}

/** For tests: nothing planned. */
export const forgetPlans = (): void => [...plans.keys()].forEach((key) => {
  clearTimeout(plans.get(key)?.timer);
  plans.delete(key);
});
