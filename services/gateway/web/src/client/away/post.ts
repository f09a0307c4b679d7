/**
 * What somebody says goes by post: it is kept before it is sent, so that nothing said is lost when the connection is bad, the
 * page closes or the battery is empty. Letters go one by one, in the order in which they were said, each with the request id
 * that makes the server act once. A letter belongs to one person and never goes in the name of another.
 */
import { type Problem, problemFrom } from "@/api/problem";
import type { Box } from "./box";

export interface Letter {
  /** The request id. */
  id: string;
  /** What was said first, goes first. */
  n: number;
  person: string;
  method: string;
  /** Path and query. */
  url: string;
  body: string;
  /** On which page it was said, and what was asked there: to tell of it later, and to lead back. */
  at: string;
  title: string;
  /**
   * held: there is time to think again. going: on its way. waiting: tried, and there was no connection.
   * refused: the server said no, and the person has not heard it yet.
   */
  state: "held" | "going" | "waiting" | "refused";
  problem?: Problem;
}

export interface Post {
  letters: readonly Letter[];
  /** Something that waited went a moment ago. */
  sent: boolean;
}

interface Ways {
  box: Box;
  send: (letter: Letter) => Promise<Response>;
  onSent?: () => void;
  now?: () => number;
  /** One page at a time, when several are open. */
  alone?: (act: () => Promise<void>) => Promise<void>;
}

/** A letter nobody came back for is thrown away after this. */
export const keepFor = 14 * 24 * 3_600_000;
/** As long as one may think again (`soon.ts`): a held letter of a page that is gone goes after this. */
const held = 30_000;
const pauses = [2_000, 5_000, 15_000, 30_000, 60_000];
/** Answers that say nothing about the letter: later is better. 401: it waits until its person is there again. */
const later = new Set([401, 408, 429, 502, 503, 504]);

export function createPost({ box, send, onSent = () => {}, now = Date.now, alone = (act) => act() }: Ways) {
  const letters = new Map<string, Letter>();
  const hearers = new Map<string, (answer: Response) => void>();
  const listeners = new Set<() => void>();
  let snapshot: Post = { letters: [], sent: false };
  let person = "";
  let keeps = false;
  let last = 0;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let going: Promise<void> | undefined;
  let more = false;

  const tell = (sent = false) => {
    snapshot = { letters: [...letters.values()].filter(({ state }) => state === "waiting" || state === "refused"), sent };
    listeners.forEach((listener) => listener());
  };
  // Storage may be full or off; then a letter lives as long as the page.
  const store = (letter: Letter) => (keeps ? box.put(letter).catch(() => {}) : Promise.resolve());
  const put = (letter: Letter) => {
    letters.set(letter.id, letter);
    return store(letter);
  };
  const drop = async (id: string) => {
    letters.delete(id);
    hearers.delete(id);
    if (keeps) await box.take(id).catch(() => {});
  };
  const addressed = (letter: Omit<Letter, "n" | "person" | "state">, state: Letter["state"]): Letter => {
    last = Math.max(now(), last + 1);
    return { ...letter, n: last, person, state };
  };

  async function settle(letter: Letter, answer: Response) {
    const hear = hearers.get(letter.id);
    const waited = letters.get(letter.id)?.state === "waiting";
    if (!answer.ok && (waited || !hear)) {
      const problem = problemFrom(answer.status, await answer.clone().json().catch(() => null));
      hearers.delete(letter.id);
      await put({ ...letter, state: "refused", problem });
    } else await drop(letter.id);
    hear?.(answer);
    if (answer.ok && waited) onSent();
    tell(answer.ok && waited);
  }

  /** Says whether the server had an answer to it. */
  async function attempt(letter: Letter): Promise<boolean> {
    const answer = await send(letter).catch(() => undefined);
    // Taken back, or everything thrown away, while it was on its way.
    if (!letters.has(letter.id)) return true;
    if (!answer || later.has(answer.status)) return false;
    await settle(letter, answer);
    return true;
  }

  /** What went from another page of the same browser is not there any more; what was said there, goes along. */
  async function compare() {
    if (!keeps) return;
    const there = await box.all().catch(() => null);
    if (!there) return;
    const mine = new Set(there.filter((one) => one.person === person).map(({ id }) => id));
    for (const letter of letters.values()) {
      if (letter.state !== "waiting" || mine.has(letter.id)) continue;
      letters.delete(letter.id);
      hearers.get(letter.id)?.(new Response("{}"));
      hearers.delete(letter.id);
    }
  }

  const line = () => [...letters.values()].filter(({ state }) => state === "going" || state === "waiting").sort((a, b) => a.n - b.n);

  async function deliver() {
    for (let first = line()[0]; first; first = line()[0]) {
      if (await attempt(first)) {
        failures = 0;
        continue;
      }
      for (const letter of line()) await put({ ...letter, state: "waiting" });
      tell();
      const pause = pauses[Math.min(failures, pauses.length - 1)];
      failures += 1;
      timer = setTimeout(() => void drain(), pause);
      return;
    }
  }

  /** Sends what there is, in order. */
  function drain(): Promise<void> {
    more = true;
    going ??= (async () => {
      while (more) {
        more = false;
        clearTimeout(timer);
        // Only what waited may also have gone from elsewhere.
        if (line().some(({ state }) => state === "waiting")) await alone(() => compare().then(deliver));
        else await deliver();
      }
    })().finally(() => (going = undefined));
    return going;
  }

  /** From before. What is held may be of another page that is open: it gets its time. */
  function found(letter: Letter) {
    const left = letter.state === "held" ? letter.n + held - now() : 0;
    if (left > 0) setTimeout(() => void expire(letter.id), left);
    letters.set(letter.id, left > 0 || letter.state === "refused" ? letter : { ...letter, state: "waiting" });
  }

  async function expire(id: string) {
    const letter = letters.get(id);
    if (letter?.state !== "held") return;
    letters.set(id, { ...letter, state: "waiting" });
    await drain();
  }

  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    read: () => snapshot,
    drain,

    /** Somebody is there: their letters of before go on. `lasting`: this device is theirs to keep something on. */
    async open(who: string, lasting: boolean): Promise<void> {
      if (who === person && lasting === keeps) return;
      person = who;
      keeps = lasting;
      letters.clear();
      hearers.clear();
      for (const letter of lasting ? await box.all().catch(() => []) : []) {
        if (now() - letter.n > keepFor) await box.take(letter.id).catch(() => {});
        else if (letter.person === who && !letters.has(letter.id)) found(letter);
      }
      tell();
      void drain();
    },

    /** Sends it; the answer comes when the server gave one, however long that takes. */
    async post(said: Omit<Letter, "n" | "person" | "state">, direct?: Promise<Response>): Promise<Response> {
      const letter = addressed(said, "going");
      void put(letter);
      const answer = new Promise<Response>((resolve) => hearers.set(letter.id, resolve));
      const early = await direct?.catch(() => undefined);
      if (early && !later.has(early.status)) await settle(letter, early);
      else void drain();
      return answer;
    },

    /** Keeps it without sending it yet: there is time to think again. */
    hold: (said: Omit<Letter, "n" | "person" | "state">) => put(addressed(said, "held")),

    /** Takes it back. */
    async letGo(id: string): Promise<void> {
      await drop(id);
      tell();
    },

    /** What was refused is tried as it was. */
    async again(id: string): Promise<void> {
      const letter = letters.get(id);
      if (!letter) return;
      await put({ ...letter, state: "waiting", problem: undefined });
      tell();
      await drain();
    },

    /** Somebody leaves: nothing of anybody stays. */
    async burn(): Promise<void> {
      clearTimeout(timer);
      person = "";
      keeps = false;
      letters.clear();
      hearers.clear();
      await box.empty().catch(() => {});
      tell();
    },
  };
}
