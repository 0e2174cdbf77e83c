// What the service worker does. `/sw.js` says for what (SITE: the fixed set and its version) and imports this file.
//
// The set is the same for everyone, is fetched without cookies, and carries one age: nothing tells what a person has read.
// A new worker waits until every open page is closed; each version has a cache of its own, so an open page keeps its files.
"use strict";

const SITE = self.SITE;
const FAMILY = "site-";
const CACHE = FAMILY + SITE.version;
const PAGES = new Set([...SITE.shell, ...SITE.pages]);
const FILES = new Set(SITE.files);
const KEPT_AT = "x-kept-at";
const HOUR = 60 * 60 * 1000;
const OLD = 24 * HOUR; // from then on the network is asked first
const DUE = 12 * HOUR; // from then on the whole set is asked for again in a quiet moment
const PATIENCE = 4000; // a network that says nothing for so long is as good as none
const REMOVED = [401, 403, 404, 410];

const ask = (path) => fetch(path, { cache: "no-cache", credentials: "omit", redirect: "manual" });
const open = () => caches.open(CACHE);
const find = (cache, path) => cache.match(path, { ignoreVary: true });
const keptAt = (copy) => Number(copy.headers.get(KEPT_AT));
// A clock that was set back would make a copy young for ever.
const isOlderThan = (copy, age) => Math.abs(Date.now() - keptAt(copy)) > age;
const isRemoved = (answer) => answer.type === "opaqueredirect" || REMOVED.includes(answer.status);
const isKeepable = (answer) =>
  answer.status === 200 && answer.type === "basic" && !/no-store|private/.test(answer.headers.get("cache-control") || "");

async function stamped(answer, at) {
  const headers = new Headers(answer.headers);
  headers.set(KEPT_AT, String(at));
  headers.delete("date"); // it would tell when this page was asked for
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(await answer.blob(), { headers });
}

// A page of a newer version needs scripts this version has not kept: without a network it would lack its way out.
const hasItsScripts = (html) =>
  (html.match(/<script[^>]* src="[^"]+"/g) || []).every((tag) => FILES.has(tag.slice(tag.indexOf('src="') + 5, -1)));

// --- Keeping -----------------------------------------------------------------------------------------------------------

async function keepFirst(cache, path) {
  const answer = await ask(path);
  if (!isKeepable(answer) || !hasItsScripts(await answer.clone().text())) throw new Error(`${path}: ${answer.status}`);
  await cache.put(path, await stamped(answer, Date.now()));
}

// If one of them fails, so does the installation: the worker before, and all it kept, stay as they are.
async function install() {
  const cache = await open();
  await Promise.all([...SITE.files.map((file) => cache.add(file)), ...SITE.shell.map((path) => keepFirst(cache, path))]);
}

async function activate() {
  const cache = await open();
  for (const name of await caches.keys()) {
    if (!name.startsWith(FAMILY) || name === CACHE) continue;
    const before = await caches.open(name);
    // What was not fetched anew yet is taken over, unless it was withdrawn or needs the files of its own version.
    for (const path of SITE.pages) {
      const copy = (await find(cache, path)) ? null : await find(before, path);
      if (copy && hasItsScripts(await copy.clone().text())) await cache.put(path, copy);
    }
    await caches.delete(name);
  }
}

// From now on the network is asked first for every page.
async function forgetAges(cache) {
  for (const path of PAGES) {
    const copy = await find(cache, path);
    if (copy && keptAt(copy)) await cache.put(path, await stamped(copy, 0));
  }
}

// Asks for a kept page anew. Its age stays that of the set: a younger one would tell that this page was read.
async function refresh(cache, path, copy, at) {
  const answer = await ask(path);
  if (isRemoved(answer)) {
    // Help, the way out and the offline page are never withdrawn: that answer is a maintenance page or a firewall.
    if (SITE.shell.includes(path)) return { news: "" };
    await cache.delete(path);
    return { news: "gone" };
  }
  if (!isKeepable(answer)) return { news: "" };
  const html = await answer.clone().text();
  const isNew = !copy || html !== (await copy.clone().text());
  const isOfThisVersion = hasItsScripts(html);
  if (!isOfThisVersion) await forgetAges(cache);
  else if (isNew || at) await cache.put(path, await stamped(answer.clone(), at || keptAt(copy)));
  return { news: isNew ? "new" : "", answer, isOfThisVersion };
}

let filling = null;

async function fill(isSparing) {
  const cache = await open();
  for (const path of isSparing ? SITE.shell : PAGES) {
    const copy = await find(cache, path);
    if (copy && !isOlderThan(copy, DUE)) continue;
    const { isOfThisVersion } = await refresh(cache, path, copy, Date.now());
    if (isOfThisVersion === false) return; // the worker of the new version is on its way
  }
}

// --- Answering -----------------------------------------------------------------------------------------------------------

const news = new Map(); // by path: the promise of what the page shown there should be told

async function offlinePage(path) {
  const nearest = SITE.offline.find(({ under }) => path.startsWith(under));
  return (await find(await open(), nearest.page)) || Response.error();
}

async function fromNetwork(request, path) {
  try {
    return await fetch(request);
  } catch (error) {
    return offlinePage(path);
  }
}

async function keptPage(event, path) {
  const { request } = event;
  const cache = await open();
  const copy = await find(cache, path);
  // What is not kept yet is not kept now either: only what everyone has may lie on this phone.
  if (!copy) return fromNetwork(request, path);

  const asked = refresh(cache, path, copy).catch(() => ({ news: "" }));
  const told = asked.then((result) => result.news);
  event.waitUntil(told);
  const isReload = request.cache === "reload" || request.cache === "no-cache";
  if (!isReload && !isOlderThan(copy, OLD)) {
    news.set(path, told);
    return copy.clone();
  }
  const result = await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  news.set(path, result ? Promise.resolve("") : told);
  // With its cookies: who may read a page that is no longer for everyone is for the server to say.
  if (result && result.news === "gone") return fromNetwork(request, path);
  return result && result.answer ? result.answer.clone() : copy.clone();
}

async function keptFile(request) {
  return (await find(await open(), request.url)) || fetch(request);
}

// A browser that has thrown away what was kept, or refuses to look, still has the network.
const orNetwork = (kept, request) => kept.catch(() => fetch(request));

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || request.headers.has("range")) return;
  const isNavigation = request.mode === "navigate";
  if (!search && FILES.has(pathname)) event.respondWith(orNetwork(keptFile(request), request));
  else if (!search && PAGES.has(pathname) && (isNavigation || request.destination === "manifest"))
    event.respondWith(orNetwork(keptPage(event, pathname), request));
  else if (isNavigation && !SITE.untouched.some((prefix) => pathname.startsWith(prefix)))
    event.respondWith(fromNetwork(request, pathname));
});

self.addEventListener("message", (event) => {
  const { wish, path, isSparing } = event.data;
  if (wish === "fill" && !filling) {
    const end = () => {
      filling = null;
    };
    filling = fill(isSparing).then(end, end);
    event.waitUntil(filling);
  }
  if (wish === "news" && news.has(path)) {
    event.waitUntil(news.get(path).then((told) => told && event.source.postMessage({ news: told, path })));
  }
});

// --- Alerts to staff -------------------------------------------------------------------------------------------------
// They say that something waits, and where; never what. Whatever else a message holds is not shown.

const PLAIN = { title: "Tiếng Nói", body: "", url: "/admin/" };

function alertIn(data) {
  try {
    const { title, body, url } = data.json();
    const address = new URL(url, self.location.origin);
    const isOurs = address.origin === self.location.origin && address.pathname.startsWith("/admin/");
    return { title: String(title || PLAIN.title), body: String(body || ""), url: isOurs ? address.pathname : PLAIN.url };
  } catch (error) {
    return PLAIN;
  }
}

self.addEventListener("push", (event) => {
  const { title, body, url } = event.data ? alertIn(event.data) : PLAIN;
  // One alert for one address: the same said twice rings once more and fills no screen.
  const options = { body, lang: "vi", tag: url, renotify: true, requireInteraction: true, data: { url } };
  event.waitUntil(self.registration.showNotification(title, options));
});

async function goTo(url) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = pages.find((page) => new URL(page.url).pathname === url);
  return open ? open.focus() : self.clients.openWindow(url);
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(goTo(event.notification.data.url));
});
