/**
 * The road from the client's face to the server. What is asked comes from the server, or from what was last seen when there is no
 * connection; what is said goes by post. Only this face takes this road: of the staff's face nothing is kept.
 */
import type { Session } from "@/api/session";
import { box } from "./box";
import { forgetAnswers, keepAnswer, lastSeen } from "./answers";
import { createPost, type Letter } from "./post";

/** With an old answer at hand nobody waits longer for a new one; what is said gets more time. */
const patience = 6_000;
const sending = 25_000;
const sessionPath = "/auth/session";
const leavePath = "/auth/logout";
const namesPath = "/api/v1/names:batchGet";
/** The gateway refuses what is asked in the name of somebody who is not signed in any more (services/gateway/internal/edge). */
const as = "Optrek-As";
const leavingKey = "optrek.leaving";

/** For whom answers are kept now; nobody when they are not. */
let keeper = "";
let person = "";
let onEnd = () => {};
export const whenSessionEnds = (then: () => void): void => void (onEnd = then);

let onSent = () => {};
export const whenSent = (then: () => void): void => void (onSent = then);

export const post = createPost({
  box,
  send: ({ method, url, body, person: of }: Letter) =>
    fetch(url, {
      method,
      credentials: "same-origin",
      headers: { "content-type": "application/json", [as]: of },
      body: body || undefined,
      signal: AbortSignal.timeout(sending),
    }),
  onSent: () => onSent(),
  alone: async (act) => void (await (navigator.locks ? navigator.locks.request("optrek-post", act) : act())),
});

if (typeof window !== "undefined") {
  window.addEventListener("online", () => void post.drain());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void post.drain());
}

const away = (answer: Response) => answer.status === 502 || answer.status === 503 || answer.status === 504;

/** From the server if it answers (in time), else what was last seen. */
async function fresh(request: Request, at: string, keep: (answer: Response) => Promise<void>): Promise<Response> {
  const kept = keeper || at === sessionPath ? await lastSeen(at) : undefined;
  const asked = fetch(request).then(async (answer) => {
    if (answer.ok) await keep(answer.clone());
    if (answer.status === 401) await ended();
    return kept && away(answer) ? kept.clone() : answer;
  });
  if (!kept) return asked;
  const enough = new Promise<Response>((resolve) => setTimeout(() => resolve(kept.clone()), patience));
  return Promise.race([asked.catch(() => kept.clone()), enough]);
}

async function ended(): Promise<void> {
  if (!person) return;
  keeper = person = "";
  await forgetAnswers();
  onEnd();
}

/** Who signed out without a connection is signed out as soon as there is one; until then nobody is here. */
async function isLeaving(): Promise<boolean> {
  const who = localStorage.getItem(leavingKey);
  if (!who) return false;
  try {
    const now = (await (await fetch(sessionPath)).json()) as Session;
    if (now.person === who && !(await fetch(leavePath, { method: "POST" })).ok) return true;
    localStorage.removeItem(leavingKey);
    return false;
  } catch {
    return true;
  }
}

async function session(request: Request): Promise<Response> {
  if (await isLeaving()) return Response.json({ signedIn: false } satisfies Session);
  let live = false;
  const answer = await fresh(request, sessionPath, async (found) => {
    live = true;
    await arrive((await found.clone().json()) as Session);
    if (keeper) await keepAnswer(sessionPath, found);
  });
  // Without a connection: the one who was here last.
  if (!live && answer.ok) await open((await answer.clone().json()) as Session);
  return answer;
}

/** Who is there now. What was kept for somebody else goes first. */
async function arrive(now: Session): Promise<void> {
  const before = (await lastSeen(sessionPath))?.json() as Promise<Session> | undefined;
  if (!now.signedIn || (await before)?.person !== now.person) await forgetAnswers();
  await open(now);
}

async function open({ signedIn, person: who = "", face, method }: Session): Promise<void> {
  person = signedIn && face === "client" ? who : "";
  // Beside a support worker it is that worker's device: nothing stays there.
  keeper = method === "beside" ? "" : person;
  if (person) await post.open(person, keeper !== "");
}

type Names = { names?: { id?: string }[] };
const namesAt = "/api/v1/names";

/** Names are asked for in handfuls, each time others: they are kept one by one, and put together again. */
async function names(request: Request): Promise<Response> {
  const body = await request.clone().text();
  const known = async (): Promise<Names> => ((await lastSeen(namesAt))?.json() as Promise<Names> | undefined) ?? {};
  try {
    const answer = await fetch(request);
    if (keeper && answer.ok) {
      const now = ((await answer.clone().json()) as Names).names ?? [];
      const others = ((await known()).names ?? []).filter(({ id }) => !now.some((one) => one.id === id));
      await keepAnswer(namesAt, Response.json({ names: [...others, ...now] }));
    }
    return answer;
  } catch (error) {
    const found = ((await known()).names ?? []).filter(({ id }) => id && body.includes(id));
    if (!keeper || found.length === 0) throw error;
    return Response.json({ names: found });
  }
}

/** A letter, when it may be sent again: when it carries a request id. */
export async function letterOf(request: Request) {
  const { pathname, search, searchParams } = new URL(request.url);
  const body = await request.text();
  const said = body ? (JSON.parse(body) as { requestId?: string }) : {};
  const id = searchParams.get("requestId") ?? said.requestId;
  if (!id) return undefined;
  const title = document.querySelector("h1")?.textContent ?? "";
  return { id, method: request.method, url: pathname + search, body, at: location.pathname, title };
}

async function say(request: Request): Promise<Response> {
  // Said while the page goes away: at once, for there is no later. It is kept as well.
  const direct = request.keepalive ? fetch(request.clone()) : undefined;
  const letter = person ? await letterOf(request.clone()) : undefined;
  if (letter) return post.post(letter, direct);
  return direct ?? fetch(request);
}

export async function road(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  if (pathname === sessionPath) return session(request);
  if (pathname === leavePath) return fetch(request).then((answer) => (answer.ok && localStorage.removeItem(leavingKey), answer));
  if (!pathname.startsWith("/api/v1/")) return fetch(request);
  if (person) request.headers.set(as, person);
  if (pathname === namesPath) return names(request);
  if (request.method !== "GET") return say(request);
  const of = keeper;
  return fresh(request, pathname + search, async (answer) => {
    // Only what is still for the one who asked.
    if (of && of === keeper) await keepAnswer(pathname + search, answer);
  });
}

/** Nothing of anybody stays on this device; and who cannot be signed out now, is as soon as that can be. */
export async function burn(): Promise<void> {
  if (person) localStorage.setItem(leavingKey, person);
  keeper = person = "";
  await Promise.all([forgetAnswers(), post.burn()]);
}
