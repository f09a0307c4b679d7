import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Box } from "./box";
import { createPost, keepFor, type Letter } from "./post";

const teun = "01900000-0000-7000-8000-000000000001";
const other = "01900000-0000-7000-8000-000000000002";
const said = (id: string) => ({ id, method: "POST", url: `/api/v1/matches/${id}:end`, body: `{"requestId":"${id}"}`, at: "/mijn/mensen/1", title: "Stoppen" });

/** What stays when the page is closed. */
function drawer() {
  const kept = new Map<string, Letter>();
  const box: Box = {
    all: () => Promise.resolve([...kept.values()]),
    put: (letter) => Promise.resolve(void kept.set(letter.id, letter)),
    take: (id) => Promise.resolve(void kept.delete(id)),
    empty: () => Promise.resolve(kept.clear()),
  };
  return { kept, box };
}

/** A server that can be out of reach, acts once for each request id, and may say no. */
function server() {
  const did: string[] = [];
  const state = { reach: true, status: 200, calls: 0, loseAnswer: false };
  const send = (letter: Letter) => {
    state.calls += 1;
    if (!state.reach) return Promise.reject(new TypeError("no connection"));
    if (state.status === 200 && !did.includes(letter.id)) did.push(letter.id);
    if (state.loseAnswer) return Promise.reject(new TypeError("gone half-way"));
    return Promise.resolve(Response.json({}, { status: state.status }));
  };
  return { did, state, send };
}

beforeEach(() => void vi.useFakeTimers());

describe("post", () => {
  it("sends what is said, and keeps nothing of it", async () => {
    const { kept, box } = drawer();
    const { did, send } = server();
    const post = createPost({ box, send });
    await post.open(teun, true);
    expect((await post.post(said("a"))).status).toBe(200);
    expect(did).toEqual(["a"]);
    expect(kept.size).toBe(0);
    expect(post.read()).toEqual({ letters: [], sent: false });
  });

  it("keeps it without a connection, and sends it later: in order, once", async () => {
    const { kept, box } = drawer();
    const { did, state, send } = server();
    const onSent = vi.fn();
    const post = createPost({ box, send, onSent });
    await post.open(teun, true);
    state.reach = false;
    const answers = ["a", "b", "c"].map((id) => post.post(said(id)));
    await vi.advanceTimersByTimeAsync(100);
    expect(post.read().letters.map(({ id, state: how }) => [id, how])).toEqual([["a", "waiting"], ["b", "waiting"], ["c", "waiting"]]);
    expect(kept.size).toBe(3);
    state.reach = true;
    await vi.advanceTimersByTimeAsync(70_000);
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(did).toEqual(["a", "b", "c"]);
    expect(onSent).toHaveBeenCalledTimes(3);
    expect(post.read()).toEqual({ letters: [], sent: true });
    expect(kept.size).toBe(0);
  });

  it("sends it after the page was closed and opened again", async () => {
    const { kept, box } = drawer();
    const { did, state, send } = server();
    state.reach = false;
    const before = createPost({ box, send });
    await before.open(teun, true);
    void before.post(said("a"));
    await vi.advanceTimersByTimeAsync(10);
    state.reach = true;
    const after = createPost({ box, send });
    await after.open(teun, true);
    await after.drain();
    expect(did).toEqual(["a"]);
    expect(kept.size).toBe(0);
  });

  it("says it again with the same request id when the answer was lost half-way: the server acts once", async () => {
    const { box } = drawer();
    const { did, state, send } = server();
    const post = createPost({ box, send });
    await post.open(teun, true);
    state.loseAnswer = true;
    const answer = post.post(said("a"));
    await vi.advanceTimersByTimeAsync(10);
    state.loseAnswer = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect((await answer).status).toBe(200);
    expect(state.calls).toBe(2);
    expect(did).toEqual(["a"]);
  });

  it("tells what the server refused later, goes on with the rest, and can be tried again or let go", async () => {
    const { kept, box } = drawer();
    const { did, state, send } = server();
    state.reach = false;
    const post = createPost({ box, send });
    await post.open(teun, true);
    void post.post(said("a"));
    void post.post(said("b"));
    await vi.advanceTimersByTimeAsync(10);
    state.reach = true;
    state.status = 409;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(post.read().letters.map(({ state: how }) => how)).toEqual(["refused", "refused"]);
    expect(kept.get("a")?.problem?.status).toBe(409);
    state.status = 200;
    await post.again("a");
    expect(did).toEqual(["a"]);
    await post.letGo("b");
    expect(kept.size).toBe(0);
    expect(post.read().letters).toEqual([]);
  });

  it("waits when the session ended, and never sends in the name of another", async () => {
    const { kept, box } = drawer();
    const { did, state, send } = server();
    const post = createPost({ box, send });
    await post.open(teun, true);
    state.status = 401;
    void post.post(said("a"));
    await vi.advanceTimersByTimeAsync(10);
    state.status = 200;
    await post.open(other, true);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(did).toEqual([]);
    expect(post.read().letters).toEqual([]);
    expect(kept.get("a")?.person).toBe(teun);
    await post.open(teun, true);
    await post.drain();
    expect(did).toEqual(["a"]);
  });

  it("sends what was held on a page that is gone, after its time; and not what was taken back", async () => {
    const { kept, box } = drawer();
    const { did, send } = server();
    const before = createPost({ box, send });
    await before.open(teun, true);
    await before.hold(said("stop"));
    await before.hold(said("back"));
    await before.letGo("back");
    const after = createPost({ box, send });
    await after.open(teun, true);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(did).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(did).toEqual(["stop"]);
    expect(kept.size).toBe(0);
  });

  it("keeps nothing on a device that is not theirs, and nothing after they left", async () => {
    const { kept, box } = drawer();
    const { state, send } = server();
    state.reach = false;
    const post = createPost({ box, send });
    await post.open(teun, false);
    void post.post(said("a"));
    await vi.advanceTimersByTimeAsync(10);
    expect(kept.size).toBe(0);
    await post.open(teun, true);
    void post.post(said("b"));
    await vi.advanceTimersByTimeAsync(10);
    expect(kept.size).toBe(1);
    await post.burn();
    expect(kept.size).toBe(0);
    expect(post.read().letters).toEqual([]);
  });

  it("throws away what nobody came back for", async () => {
    const { kept, box } = drawer();
    const { did, send } = server();
    kept.set("old", { ...said("old"), n: Date.now() - keepFor - 1, person: other, state: "waiting" });
    await createPost({ box, send }).open(teun, true);
    expect(kept.size).toBe(0);
    expect(did).toEqual([]);
  });
});
