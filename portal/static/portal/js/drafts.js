// A piece being written is kept: on the server a while after each change, and on a phone of her own encrypted, under a key that
// only her signed-in page brings. Gone when sent, on leaving quickly, and after 24 hours. A shared phone keeps nothing.
const NAME = "bai-nhap";
const DAY = 24 * 60 * 60 * 1000;
const PAUSE = 8000;
const KEPT = ["instance", "title", "text", "drawing", "description", "sua"];

export function attach(form) {
  const status = form.querySelector(".draft-status");
  const words = form.dataset;
  const vault = words.key && window.crypto && crypto.subtle && storage() ? open(words.key) : null;
  let timer;
  let isSent = false;

  const wipe = () => vault && localStorage.removeItem(NAME);
  const save = async () => {
    if (isSent || !has(form)) return;
    if (vault) await put(await vault, values(form)).catch(() => {});
    const sent = new FormData(form);
    sent.delete("recording");
    try {
      const answer = await fetch(words.autosave, { method: "POST", body: sent, credentials: "same-origin" });
      if (answer.ok && !isSent) status.textContent = words.kept;
    } catch (error) {
      status.textContent = vault ? words.offline : "";
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine && vault) {
      event.preventDefault();
      status.textContent = words.offline;
      save();
      return;
    }
    isSent = true;
    clearTimeout(timer);
    wipe();
  });
  document.addEventListener("visibilitychange", () => document.hidden && timer && save());
  document.addEventListener("quick-exit", () => {
    isSent = true;
    clearTimeout(timer);
    wipe();
  });
  addEventListener("pageshow", () => {
    isSent = false;
  });
  if (vault) find(vault, form, status, words);
}

async function find(vault, form, status, words) {
  const draft = await get(await vault).catch(() => null);
  if (!draft || Date.now() - draft.at > DAY) {
    localStorage.removeItem(NAME);
    return;
  }
  if (has(form) || (draft.values.sua || "") !== (form.elements.sua ? form.elements.sua.value : "")) return;
  const blank = form.elements.instance.value;
  for (const [name, value] of Object.entries(draft.values)) {
    const field = form.elements[name];
    if (!field || name === "sua") continue;
    field.value = value;
    field.dispatchEvent(new Event("change"));
  }
  const fresh = document.createElement("button");
  fresh.type = "button";
  fresh.className = "button button--secondary";
  fresh.textContent = words.fresh;
  fresh.addEventListener("click", () => {
    localStorage.removeItem(NAME);
    for (const name of KEPT) {
      if (form.elements[name] && name !== "sua") form.elements[name].value = name === "instance" ? blank : "";
    }
    form.elements.drawing.dispatchEvent(new Event("change"));
    status.textContent = "";
    form.elements.title.focus();
  });
  status.textContent = `${words.found} `;
  status.append(fresh);
}

const has = (form) => ["title", "text", "drawing"].some((name) => form.elements[name].value.trim());

const values = (form) =>
  Object.fromEntries(KEPT.filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value]));

function storage() {
  try {
    return window.localStorage;
  } catch (error) {
    return null; // forbidden by the browser
  }
}

function open(key) {
  const bytes = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

async function put(key, content) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify({ at: Date.now(), values: content }));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain));
  localStorage.setItem(NAME, text([...iv, ...sealed]));
}

async function get(key) {
  const found = localStorage.getItem(NAME);
  if (!found) return null;
  const bytes = Uint8Array.from(atob(found), (letter) => letter.charCodeAt(0));
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes.slice(0, 12) }, key, bytes.slice(12));
  return JSON.parse(new TextDecoder().decode(plain));
}

const text = (bytes) => btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""));
