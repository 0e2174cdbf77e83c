// The end of offline reading on this phone: forget what was kept, then be gone. Nothing is reloaded: a form stays filled.
"use strict";

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  const names = caches.keys().then((all) => all.filter((name) => name.startsWith("site-")));
  const forgotten = names.then((all) => Promise.all(all.map((name) => caches.delete(name))));
  event.waitUntil(forgotten.then(() => self.registration.unregister()));
});
