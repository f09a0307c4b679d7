// @vitest-environment happy-dom
import { act } from "react";
import { createRoot } from "react-dom/client";
import { beforeEach, describe, expect, it, vi } from "vitest";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

/** The module as a page that was just opened has it, and what a component reads of it. */
async function opened() {
  vi.resetModules();
  const { showTour, stopTour, useTour } = await import("./tour");
  const { createElement } = await import("react");
  const read = (face: "staff" | "client") => {
    let latest: ReturnType<typeof useTour> | undefined;
    const Reader = () => {
      latest = useTour(face);
      return null;
    };
    act(() => createRoot(document.createElement("div")).render(createElement(Reader)));
    return () => latest;
  };
  return { showTour, stopTour, read };
}

describe("a tour", () => {
  it("is offered until somebody began it or said no, and each face has its own", async () => {
    const first = await opened();
    const staff = first.read("staff");
    expect(staff()).toEqual({ at: null, seen: false });
    act(() => first.stopTour("staff"));
    expect(staff()).toEqual({ at: null, seen: true });
    const later = await opened();
    expect(later.read("staff")()).toEqual({ at: null, seen: true });
    expect(later.read("client")()).toEqual({ at: null, seen: false });
  });

  it("goes on where it was after a reload, and is over once it is stopped", async () => {
    const first = await opened();
    act(() => first.showTour("client", 2));
    const reloaded = await opened();
    const now = reloaded.read("client");
    expect(now()).toEqual({ at: 2, seen: true });
    act(() => reloaded.stopTour("client"));
    expect(now()).toEqual({ at: null, seen: true });
    expect((await opened()).read("client")()).toEqual({ at: null, seen: true });
  });

  it("makes nothing of what somebody else put there", async () => {
    sessionStorage.setItem("optrek.tour.staff.at", "elders");
    expect((await opened()).read("staff")()).toEqual({ at: 0, seen: false });
  });
});
