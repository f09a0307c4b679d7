/**
 * The last seen answers, so that pages seen before open without a connection. They are one person's: they go when that person
 * signs out, when somebody else signs in, and when the session ended (what the server says with Clear-Site-Data does not
 * reach this cache, so it is done here). They are read for as long as a session can last, and no longer.
 */
export const answersName = "optrek-answers";
const seenAt = "optrek-seen";
/** OPTREK_SESSION_MAX as it is set from the start: what somebody may see on one sign-in with a connection, is enough without. */
export const readFor = 12 * 3_600_000;

const there = () => typeof caches !== "undefined";

export async function keepAnswer(at: string, answer: Response): Promise<void> {
  if (!there()) return;
  const headers = new Headers({ "content-type": answer.headers.get("content-type") ?? "application/json", [seenAt]: String(Date.now()) });
  const body = await answer.blob();
  await (await caches.open(answersName)).put(at, new Response(body, { headers })).catch(() => {});
}

export async function lastSeen(at: string, now = Date.now()): Promise<Response | undefined> {
  if (!there() || !(await caches.has(answersName))) return undefined;
  const kept = await (await caches.open(answersName)).match(at);
  return kept && now - Number(kept.headers.get(seenAt)) < readFor ? kept : undefined;
}

export async function forgetAnswers(): Promise<void> {
  if (there()) await caches.delete(answersName).catch(() => false);
}
