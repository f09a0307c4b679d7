import { describe, expect, it } from "vitest";
import { byWaiting, waitingFor } from "./words";

describe("what a request across organisations waits for", () => {
  it("waits for us when the other organisation asked, and for them when we did", () => {
    expect(waitingFor({ state: "STATE_ASKED", askedByUs: false })).toBe("us");
    expect(waitingFor({ state: "STATE_ASKED", askedByUs: true })).toBe("them");
  });

  it("waits for our own client until they said yes; maybe is still thinking", () => {
    expect(waitingFor({ state: "STATE_WITH_CLIENTS", answer: "ANSWER_UNSPECIFIED" })).toBe("client");
    expect(waitingFor({ state: "STATE_WITH_CLIENTS", answer: "ANSWER_MAYBE" })).toBe("client");
    expect(waitingFor({ state: "STATE_WITH_CLIENTS", answer: "ANSWER_YES" })).toBe("them");
  });

  it("puts what one can do something about first, and leaves empty groups out", () => {
    const groups = byWaiting([{ id: "met", state: "STATE_MET" }, { id: "them", state: "STATE_ASKED", askedByUs: true }, { id: "us", state: "STATE_ASKED" }]);
    expect(groups.map(({ waiting }) => waiting)).toEqual(["us", "them", "met"]);
  });
});
