/** The app itself on this device: its worker, and the browser's offer to put it among the other apps. */

/** A browser that may show Optrek among the apps of the phone asks us first (Chromium); the others have a menu for it. */
interface Offer extends Event {
  prompt: () => Promise<unknown>;
}

let offer: Offer | null = null;
const listeners = new Set<() => void>();
const change = (to: Offer | null) => {
  offer = to;
  listeners.forEach((listener) => listener());
};

export const scope = "/mijn";
export const workerAddress = "/mijn-worker.js";

export function keepApp(): void {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault(); // Not over the page somebody is at: it stands where they look for it.
    change(event as Offer);
  });
  window.addEventListener("appinstalled", () => change(null));
  // There is none while we develop: it would keep what we just changed.
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const register = () => void navigator.serviceWorker.register(workerAddress, { scope }).catch(() => {});
  // Not before the page is there and somebody could touch it: it fetches the whole face.
  if (document.readyState === "complete") whenIdle(register);
  else window.addEventListener("load", () => whenIdle(register));
}

/** When the page has nothing to do; after some seconds anyway. A browser that cannot tell (Safari) gets a moment to draw first. */
function whenIdle(act: () => void): void {
  if ("requestIdleCallback" in window) window.requestIdleCallback(act, { timeout: 10_000 });
  else setTimeout(act, 2_000);
}

export const offers = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  read: () => offer !== null,
  async take(): Promise<void> {
    const now = offer;
    change(null);
    await now?.prompt();
  },
};
