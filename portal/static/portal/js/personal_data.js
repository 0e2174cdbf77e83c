// Asks before words with a telephone number or a home go out (S-11). Without an answer in time the form is simply sent:
// a call for help must never wait for a check.
const PATIENCE = 2500;
const SEEN = "da-xem";

const wordsOf = (form) =>
  [...form.querySelectorAll("textarea, input[type=text]")]
    .map((field) => field.value)
    .filter(Boolean)
    .join("\n\n");

async function findsSomething(address, text) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(address, {
      method: "POST",
      credentials: "omit",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text }),
      signal: stop.signal,
    });
    return response.ok && (await response.json()).needs_warning;
  } catch (error) {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

function question(form, onKeep) {
  const box = document.createElement("div");
  box.className = "ask-first ask-first--here";
  box.setAttribute("role", "alert");
  box.tabIndex = -1;
  const words = document.createElement("p");
  const { askSentence, askLeave, askMend } = form.dataset;
  words.textContent = askSentence;
  const ways = document.createElement("p");
  ways.className = "ask-first__ways";
  for (const [label, act] of [
    [askLeave, onKeep],
    [askMend, () => (box.remove(), form.querySelector("textarea").focus())],
  ]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = label;
    button.addEventListener("click", act);
    ways.append(button, " ");
  }
  box.append(words, ways);
  return box;
}

export function attach(form) {
  const { askAt: address } = form.dataset;
  let pressed = null;
  let isAnswered = false;
  let isAsking = false;

  form.addEventListener("click", (event) => {
    pressed = event.target.closest("button, input[type=submit]") || pressed;
  });

  const send = () => {
    const button = pressed && pressed.isConnected && pressed.type === "submit" ? pressed : form.querySelector("[type=submit], button:not([type])");
    isAnswered = true;
    if (button) button.click();
    else form.submit();
  };

  // Before every other listener of the form, so that drafts and queues see only what is really sent.
  form.addEventListener(
    "submit",
    async (event) => {
      const way = event.submitter || pressed;
      if (isAnswered || (way && (way.name === SEEN || way.formNoValidate)) || !navigator.onLine) {
        isAnswered = false;
        return;
      }
      const text = wordsOf(form);
      if (!text.trim()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (isAsking) return;
      isAsking = true;
      pressed = way || null;
      const found = await findsSomething(address, text);
      isAsking = false;
      for (const former of form.querySelectorAll(".ask-first")) former.remove();
      if (!found) return send();
      const submit = pressed;
      const box = question(form, () => {
        const seen = document.createElement("input");
        seen.type = "hidden";
        seen.name = SEEN;
        seen.value = "1";
        form.append(seen);
        box.remove();
        pressed = submit;
        send();
      });
      const last = submit && form.contains(submit) ? submit : form.querySelector("[type=submit], button:not([type])");
      (last && last.parentNode ? last.parentNode : form).insertBefore(box, last || null);
      box.focus();
      box.scrollIntoView({ block: "center" });
    },
    true
  );
}
