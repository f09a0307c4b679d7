import { describe, expect, it } from "vitest";
import { chooseVoice } from "./speech";

const voice = (lang: string, localService: boolean) => ({ lang, localService });

describe("chooseVoice", () => {
  it("takes Dutch of the Netherlands on the device", () => {
    const voices = [voice("en-GB", true), voice("nl-NL", false), voice("nl_BE", true), voice("nl_NL", true)];
    expect(chooseVoice(voices, "nl")).toBe(voices[3]);
  });
  it("would rather speak Flemish than go to a server, and nothing rather than English", () => {
    const flemish = voice("nl-BE", true);
    expect(chooseVoice([voice("nl-NL", false), flemish], "nl")).toBe(flemish);
    expect(chooseVoice([voice("en-GB", true)], "nl")).toBeUndefined();
  });
});
