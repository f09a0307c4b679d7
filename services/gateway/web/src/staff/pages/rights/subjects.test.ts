import { describe, expect, it } from "vitest";
import { sentenceKey, subjectOf, whose } from "./subjects";

describe("who may do what", () => {
  it("puts a call under its subject", () => {
    const of = (service: string, method: string, roles = ["client"]) => subjectOf({ service, method, roles });
    expect(of("RecruitmentService", "GetClient")).toBe("people");
    expect(of("RecruitmentService", "CompleteStep")).toBe("wishes");
    expect(of("RecruitmentService", "ListNetworkers")).toBe("networkers");
    expect(of("MatchingService", "GetMatch")).toBe("matches");
    expect(of("RecruitmentService", "ResolvePerson", [])).toBe("inside");
  });

  it("says whose data a role reaches", () => {
    expect(whose({ relation: "reach" }, "client")).toBe("oneself");
    expect(whose({ relation: "reach" }, "support_worker")).toBe("caseload");
    expect(whose({ relation: "reach" }, "coordinator")).toBe("everybody");
    expect(whose({ relation: "self" }, "coordinator")).toBe("own");
    expect(whose({ relation: "organisation" }, "client")).toBe("house");
  });

  it("finds the sentence in the catalogue of its service", () => {
    expect(sentenceKey({ service: "TalkService", method: "AskToTalk" })).toBe("mayevaluation.TalkService.AskToTalk");
  });
});
