/**
 * The client's worker, for /mijn. It keeps the app's own files, so that Optrek opens without a connection, and shows a note that
 * came for this phone or computer. It sees no answers of the server: those are kept by the page (src/client/away/answers.ts),
 * which knows whose they are. Nothing of the staff's face passes here.
 *
 * `app` is put before this by the build (vite.config.ts): { version, files }. Small enough to need no library: two faces share one
 * folder of files, and which of them are this face's only the build knows.
 */
/* global app */
const shell = "/mijn";
const cacheName = `optrek-app-${app.version}`;
/** On a bad line nobody waits longer than this for the newest page, when there is one here. */
const patience = 3000;

self.addEventListener("install", (event) => {
  const keep = async () => {
    const cache = await caches.open(cacheName);
    await cache.addAll([new Request(shell, { cache: "reload" }), ...app.files]);
  };
  event.waitUntil(keep());
});

// Not of a version that a page still runs: a new worker begins when the last page of the old one is closed.
self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("optrek-app-") && name !== cacheName).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

/** The newest page when the connection is good, else the one that was kept. */
async function page(request) {
  const kept = await caches.match(shell);
  const asked = fetch(request).then((answer) => (answer.status >= 502 && kept ? kept.clone() : answer));
  if (!kept) return asked;
  const enough = new Promise((resolve) => setTimeout(() => resolve(kept.clone()), patience));
  return Promise.race([asked.catch(() => kept.clone()), enough]);
}

async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (pathname === shell || pathname.startsWith(`${shell}/`)) event.respondWith(page(request));
  } else if (app.files.includes(pathname)) event.respondWith(file(request));
});

self.addEventListener("push", (event) => {
  let text = "";
  try {
    text = event.data?.json().text ?? "";
  } catch {
    // Not ours: a note without words is shown as one.
  }
  event.waitUntil(self.registration.showNotification("Optrek", { body: text, icon: "/icons/optrek-192.png", tag: "optrek", lang: navigator.language }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const open = async () => {
    const [there] = await self.clients.matchAll({ type: "window" });
    if (!there) return self.clients.openWindow("/mijn/eropuit");
    await there.focus();
    return there.navigate("/mijn/eropuit").catch(() => undefined);
  };
  event.waitUntil(open());
});
