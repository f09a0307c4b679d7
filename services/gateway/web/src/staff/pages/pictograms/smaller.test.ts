import { expect, it } from "vitest";
import { fitted, smaller } from "./smaller";

const file = (bytes: number, type = "image/jpeg") => new File([new Uint8Array(bytes)], "foto.jpg", { type });
const reads = (width: number, height: number) => async () => ({ width, height }) as ImageBitmap;
const never = () => Promise.reject(new Error("not asked for"));

it("leaves alone what is small enough", async () => {
  const one = file(150_000);
  expect(await smaller(one, never, reads(900, 600))).toBe(one);
});

it("draws a photo of a phone smaller, until it fits, in its own shape", async () => {
  const asked: string[] = [];
  const made = await smaller(file(4_000_000), async (_, { width, height }, type) => {
    asked.push(`${width}x${height} ${type}`);
    return new Blob([new Uint8Array(width === 1200 ? 300_000 : 120_000)], { type });
  }, reads(4000, 3000));
  expect(asked).toEqual(["1200x900 image/jpeg", "800x600 image/jpeg"]);
  expect(made?.size).toBe(120_000);
  expect(made?.type).toBe("image/jpeg");
});

it("keeps a see-through ground, and makes smaller what has few bytes and too many points", async () => {
  const made = await smaller(file(90_000, "image/png"), async (_, __, type) => new Blob([new Uint8Array(10)], { type }), reads(3000, 3000));
  expect(made?.type).toBe("image/webp");
});

it("has nothing to send only of what is too large and no picture; what is small the server tells in words", async () => {
  const notes = file(40, "image/png");
  expect(await smaller(notes, never, never)).toBe(notes);
  expect(await smaller(file(300_000, "image/png"), never, never)).toBeNull();
});

it("makes nothing larger than it was", () => expect(fitted({ width: 64, height: 32 }, 1200)).toEqual({ width: 64, height: 32 }));
