// Keys and small comforts of the reading desk. Every button is there without them; a key only leads to its button.

const isTyping = (target) => target.closest("input:not([type=hidden]), textarea, select, [contenteditable]");
const items = [...document.querySelectorAll("[data-reading-list] > li > a")];

function step(by) {
  const at = items.indexOf(document.activeElement);
  const next = items[Math.min(Math.max(at + by, 0), items.length - 1)];
  if (next) next.focus();
}

// A link to a section that is folded opens it and puts the cursor into its first field.
function unfold(link) {
  const section = document.querySelector(link.hash);
  if (!section) return;
  section.open = true;
  const field = section.querySelector("select, textarea, input:not([type=hidden]), button");
  section.scrollIntoView({ block: "start" });
  if (field) field.focus({ preventScroll: true });
}

for (const link of document.querySelectorAll(".reading-bar a[href^='#']")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    unfold(link);
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  if (items.length && (key === "j" || key === "k")) {
    event.preventDefault();
    step(key === "j" ? 1 : -1);
    return;
  }
  if (items.length && key === "o" && items.includes(document.activeElement)) {
    event.preventDefault();
    document.activeElement.click();
    return;
  }
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return;
  event.preventDefault();
  const fold = target.closest("details");
  if (fold) fold.open = true;
  if (target.tagName === "A") target.click();
  // A decision is never made by one key: the key goes to the button, Enter presses it.
  else if ("odjn".includes(key) && key !== "d") target.click();
  else target.focus();
});

// Choosing a reason offers its wording, unless she has written her own.
const reason = document.querySelector("#khong-dang select[name=reason]");
const message = document.querySelector("#khong-dang textarea[name=message]");
if (reason && message) {
  const offers = new Map([...document.querySelectorAll("[data-suggestion]")].map((at) => [at.dataset.suggestion, at.textContent]));
  reason.addEventListener("change", () => {
    const isOwn = message.value.trim() && ![...offers.values()].includes(message.value);
    if (!isOwn) message.value = offers.get(reason.value) || "";
  });
}
