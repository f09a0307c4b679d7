// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { asProblem, ProblemError, problemFrom } from "./problem";

const body = {
  code: 3,
  message: "wish text is empty",
  details: [
    { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "WISH_EMPTY", domain: "optrek" },
    { "@type": "type.googleapis.com/google.rpc.LocalizedMessage", locale: "nl", message: "Schrijf of teken eerst een wens." },
    { "@type": "type.googleapis.com/google.rpc.LocalizedMessage", locale: "en", message: "Write or draw a wish first." },
    { "@type": "type.googleapis.com/google.rpc.BadRequest", fieldViolations: [{ field: "wish.own_words", description: "Nog leeg" }] },
  ],
};

describe("problemFrom", () => {
  it("reads code, both languages and the fields by their JSON path", () => {
    expect(problemFrom(400, body)).toEqual({
      code: "WISH_EMPTY",
      status: 400,
      text: { nl: "Schrijf of teken eerst een wens.", en: "Write or draw a wish first." },
      fields: { "wish.ownWords": "Nog leeg" },
    });
  });

  it("gives a field's text in the language of the page", () => {
    const told = (lang: string) => {
      document.documentElement.lang = lang;
      const violation = { field: "intervision.day", description: "Kies een dag.", localizedMessage: { locale: "en", message: "Choose a day." } };
      return problemFrom(400, { details: [{ "@type": "type.googleapis.com/google.rpc.BadRequest", fieldViolations: [violation] }] }).fields["intervision.day"];
    };
    expect(told("en")).toBe("Choose a day.");
    expect(told("nl")).toBe("Kies een dag.");
  });

  it.each([
    [404, null, "NOT_FOUND"],
    [503, "<html>", "UNAVAILABLE"],
    [401, {}, "UNAUTHENTICATED"],
    [500, { details: "odd" }, "UNKNOWN"],
  ])("gives %i without details a general code", (status, odd, code) => {
    expect(problemFrom(status, odd).code).toBe(code);
  });
});

describe("asProblem", () => {
  it("tells no connection from a mistake of ours", () => {
    expect(asProblem(new TypeError("fetch failed")).code).toBe("OFFLINE");
    expect(asProblem(new Error("odd")).code).toBe("UNKNOWN");
    expect(asProblem(new ProblemError(problemFrom(404, null))).code).toBe("NOT_FOUND");
  });
  it("blames the connection for whatever went wrong while there was none", () => {
    Object.defineProperty(navigator, "onLine", { value: false, configurable: true });
    expect(asProblem(new Error("Unable to preload CSS")).code).toBe("OFFLINE");
    Object.defineProperty(navigator, "onLine", { value: true, configurable: true });
    expect(asProblem(new Error("Unable to preload CSS")).code).toBe("UNKNOWN");
  });
});
