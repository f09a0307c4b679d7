// Shows a note that came for this phone or computer. This worker does nothing else: it keeps no pages and sees no requests.
self.addEventListener("push", (event) => {
  let text = "";
  try {
    text = event.data?.json().text ?? "";
  } catch {
    // Not ours: a note without words is shown as one.
  }
  event.waitUntil(self.registration.showNotification("Optrek", { body: text, icon: "/favicon.svg", tag: "optrek", lang: navigator.language }));
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
