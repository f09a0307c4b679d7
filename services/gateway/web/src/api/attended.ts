/**
 * Whether somebody is at this page. What a page asks by itself (a colleague changed something) says so to the gateway, so that
 * a tablet that lies there with a page open is still signed out in time.
 */
const quietAfter = 60_000;
let lastTouch = Date.now();

export const isAttended = (now = Date.now()): boolean => now - lastTouch < quietAfter;

if (typeof window !== "undefined") {
  for (const sign of ["pointerdown", "keydown", "wheel", "touchmove"]) {
    window.addEventListener(sign, () => (lastTouch = Date.now()), { capture: true, passive: true });
  }
}

export const unasked = "Optrek-Unasked";
