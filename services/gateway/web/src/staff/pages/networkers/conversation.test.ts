import { describe, expect, it } from "vitest";
import { conversationFrom, dayOf, draftOf } from "./conversation";

const now = new Date("2025-11-06T23:30:00Z");

describe("the form of the conversation", () => {
  it("R-05: fills in nobody's yes", () => {
    expect(draftOf({ etag: "1" }, now).ownYes).toBeNull();
    expect(draftOf({ etag: "1", conversation: { ownYes: false } }, now).ownYes).toBe("no");
  });

  it("R-07: wanting and being able are two answers", () => {
    const draft = { ...draftOf({}, now), ownYes: "yes" as const, wantsToShare: "ANSWER_YES" as const };
    expect(conversationFrom(draft, now)).toMatchObject({ ownYes: true, wantsToShare: "ANSWER_YES", ableToShare: "ANSWER_UNSPECIFIED" });
  });

  it("knows which day it is in the Netherlands, and leaves today's time to the server", () => {
    expect(dayOf(now)).toBe("2025-11-07");
    const today = draftOf({}, now);
    expect(conversationFrom(today, now).talkTime).toBeUndefined();
    expect(conversationFrom({ ...today, day: "2025-11-03" }, now).talkTime).toBe("2025-11-03T11:00:00Z");
  });
});
