/**
 * What cannot be taken back once it is sent is not sent at once. Stopping and saying no are one tap; then there is time
 * to think again. It goes when somebody leaves the page, says "ready", puts the device away, or after a while.
 * Nothing is ever forgotten: a failed try stays here until it went.
 */
import { useEffect, useSyncExternalStore } from "react";
import type { Road } from "@/api/client";
import { asProblem, type Problem } from "@/api/problem";
import { letterOf, post, road } from "./away/road";

export interface Soon {
  /** kept: there is no connection; it goes by itself as soon as there is. */
  state: "thinking" | "going" | "kept" | "gone" | "failed";
  problem?: Problem;
}

/** What sends; by the road it is given, or by the ordinary one: `api.POST(…, { fetch: by })`. */
export type Sending = (by?: Road) => Promise<unknown>;

interface Plan extends Soon {
  send: Sending;
  timer?: ReturnType<typeof setTimeout>;
  held?: Held;
}

interface Held {
  done: Promise<unknown>;
  open: () => void;
  drop: () => void;
}

/** On paper at once, so that it is not lost when the battery is empty before it goes; and sent when the gate opens. */
function hold(send: Sending): Held {
  let open = () => {};
  let drop = () => {};
  const gate = new Promise<void>((resolve, reject) => {
    open = resolve;
    drop = () => reject(new Error("taken back"));
  });
  const by: Road = async (request) => {
    const letter = await letterOf(request.clone());
    if (letter) void post.hold(letter);
    await gate.catch((back: unknown) => {
      if (letter) void post.letGo(letter.id);
      throw back;
    });
    return road(request);
  };
  gate.catch(() => {});
  const done = send(by);
  done.catch(() => {});
  return { done, open, drop };
}

/** There is no connection: whatever is under way waits until there is. */
function stuck(until: Promise<unknown>): Promise<"kept"> {
  const isStuck = () => post.read().letters.some(({ state }) => state === "waiting");
  return new Promise((resolve) => {
    if (isStuck()) return resolve("kept");
    const stop = post.subscribe(() => isStuck() && resolve("kept"));
    void until.then(stop, stop);
  });
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
export function soon(key: string, send: Sending, after = timeToThink): void {
  clearTimeout(plans.get(key)?.timer);
  plans.get(key)?.held?.drop();
  put(key, { state: "thinking", send, held: hold(send), timer: setTimeout(() => void goNow(key), after) });
}

/** Takes it back, as long as it has not gone. */
export function thinkAgain(key: string): void {
  const plan = plans.get(key);
  if (!plan || plan.state === "going" || plan.state === "kept") return;
  clearTimeout(plan.timer);
  plan.held?.drop();
  plans.delete(key);
  tell();
}

/** Sends what was planned, now; also what failed before. Says whether it is there, or will be by itself. */
export async function goNow(key: string): Promise<boolean> {
  const plan = plans.get(key);
  if (!plan || plan.state === "gone" || plan.state === "kept") return true;
  if (plan.state === "going") return false;
  clearTimeout(plan.timer);
  const now = { ...plan, problem: undefined, held: undefined };
  put(key, { ...now, state: "going" });
  plan.held?.open();
  const done = (plan.held?.done ?? plan.send()).then(
    () => (put(key, { ...now, state: "gone" }), true),
    (error: unknown) => (put(key, { ...now, state: "failed", problem: asProblem(error) }), false),
  );
  const first = await Promise.race([done, stuck(done)]);
  if (first !== "kept") return first;
  put(key, { ...now, state: "kept" });
  return true;
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
