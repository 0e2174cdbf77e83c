// Reading without a network: registers the service worker, has it keep the set, and passes on what it says of this page.
// Attached to a <template> that holds the sentences and names the worker; staff pages and frames are left alone.
const IN_APP = /\bZalo|FBAN|FBAV|FB_IAB|Instagram|Messenger/;

function line(template, name) {
  return template.content.querySelector(`[data-line="${name}"]`).cloneNode(true);
}

function isTouched(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue;
}

function isWriting() {
  return [...document.querySelectorAll("input, textarea, select")].some(isTouched);
}

// A quiet line at the lower edge; never while someone writes.
function tell(template, name) {
  if (isWriting() || document.querySelector(".news")) return;
  const place = document.createElement("div");
  place.className = "news";
  place.setAttribute("role", "status");
  document.body.append(place);
  const sentence = line(template, name);
  const link = sentence.querySelector("a");
  if (!link.getAttribute("href")) link.href = location.pathname;
  place.append(sentence);
  document.addEventListener("input", () => place.remove(), { once: true });
}

async function forget() {
  const registration = await navigator.serviceWorker.getRegistration("/");
  if (registration) await registration.unregister();
  const names = (await caches.keys()).filter((name) => name.startsWith("site-"));
  await Promise.all(names.map((name) => caches.delete(name)));
}

function fillWhenReady(worker) {
  const fill = () => {
    if (worker.state !== "installed" && worker.state !== "activated") return;
    worker.removeEventListener("statechange", fill);
    const { saveData, effectiveType } = navigator.connection || {};
    worker.postMessage({ wish: "fill", isSparing: Boolean(saveData) || /2g/.test(effectiveType) });
  };
  worker.addEventListener("statechange", fill);
  fill();
}

async function follow(address) {
  const registration = await navigator.serviceWorker.register(address);
  registration.addEventListener("updatefound", () => fillWhenReady(registration.installing));
  fillWhenReady(registration.installing || registration.waiting || registration.active);
  try {
    await registration.update();
  } catch (error) {
    // No network, or no worker any more: then what phones keep has to go.
    const answer = await fetch(address, { method: "HEAD", cache: "no-store" });
    if (answer.status === 404 || answer.status === 410) await forget();
  }
}

export function attach(template) {
  if (window !== window.top || /^\/(admin|tai-khoan)\//.test(location.pathname)) return;
  if (IN_APP.test(navigator.userAgent)) document.querySelector("main").append(line(template, "in-app"));
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const { worker } = template.dataset;
  // A browser that forbids keeping (private windows, in-app browsers) forbids no reading.
  (worker ? follow(worker) : forget()).catch(() => {});
  if (!serviceWorker.controller || location.search) return;
  serviceWorker.addEventListener("message", ({ data }) => {
    if (data.path === location.pathname) tell(template, data.news);
  });
  serviceWorker.startMessages();
  serviceWorker.controller.postMessage({ wish: "news", path: location.pathname });
}
