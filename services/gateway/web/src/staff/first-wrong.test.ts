// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watch } from "./first-wrong";

const page = `<form><label>A<input id="a"></label><div role="radiogroup" id="b"><input type="radio" id="b1"></div><input id="c"><button id="send">x</button></form><button id="other">y</button>`;
const at = () => document.activeElement?.id;
const get = (id: string) => document.getElementById(id) as HTMLElement;
let form: HTMLFormElement;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = page;
  form = document.querySelector("form") as HTMLFormElement;
  get("send").focus();
});
afterEach(() => void vi.useRealTimers());

const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe("a form that was sent", () => {
  it("brings to the first field that is wrong, when the answer comes", async () => {
    watch(form);
    await later(1500);
    expect(at()).toBe("send");
    get("c").setAttribute("aria-invalid", "true");
    get("a").setAttribute("aria-invalid", "true");
    await later(0);
    expect(at()).toBe("a");
  });
  it("goes into a group of choices", async () => {
    get("b").setAttribute("aria-invalid", "true");
    watch(form);
    await later(100);
    expect(at()).toBe("b1");
  });
  it("leaves whoever went on elsewhere", async () => {
    watch(form);
    await later(200);
    get("other").focus();
    get("a").setAttribute("aria-invalid", "true");
    await later(0);
    expect(at()).toBe("other");
  });
  it("does so once: who types on is not pulled back", async () => {
    watch(form);
    await later(200);
    get("a").setAttribute("aria-invalid", "true");
    await later(0);
    get("c").focus();
    get("a").setAttribute("aria-invalid", "false");
    get("a").setAttribute("aria-invalid", "true");
    await later(0);
    expect(at()).toBe("c");
  });
});
