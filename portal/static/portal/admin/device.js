// Asks the browser for alerts to this device and hands the subscription to the form that keeps it.

const form = document.getElementById("device");
const says = document.getElementById("device-says");

const say = (name) => {
  says.textContent = says.dataset[name];
};

function bytes(key) {
  const text = atob(key.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(key.length / 4) * 4, "="));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function written(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

// A name somebody recognizes in a list; the browser's own long name is not sent.
function likelyName() {
  const agent = navigator.userAgent;
  const browser = [["Edg", "Edge"], ["Firefox", "Firefox"], ["Chrome", "Chrome"], ["Safari", "Safari"]].find(([mark]) => agent.includes(mark));
  const device = [["Android", "Android"], ["iPhone", "iPhone"], ["iPad", "iPad"], ["Windows", "Windows"], ["Mac", "Mac"], ["Linux", "Linux"]].find(([mark]) => agent.includes(mark));
  return [browser && browser[1], device && device[1]].filter(Boolean).join(", ");
}

async function subscription() {
  const registration = await navigator.serviceWorker.register(form.dataset.worker);
  await navigator.serviceWorker.ready;
  const key = bytes(form.dataset.key);
  const before = await registration.pushManager.getSubscription();
  const isOurs = before && before.options.applicationServerKey && written(before.options.applicationServerKey) === form.dataset.key;
  if (isOurs) return before;
  if (before) await before.unsubscribe();
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

async function send(event) {
  event.preventDefault();
  const permission = await Notification.requestPermission();
  if (permission !== "granted") return say("denied");
  try {
    const given = await subscription();
    form.elements.endpoint.value = given.endpoint;
    form.elements.p256dh.value = written(given.getKey("p256dh"));
    form.elements.auth.value = written(given.getKey("auth"));
    form.submit();
  } catch (error) {
    say("failed");
  }
}

if (form.dataset.worker && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  form.hidden = false;
  form.elements.name.value = likelyName();
  form.addEventListener("submit", send);
} else {
  say("unable");
}
