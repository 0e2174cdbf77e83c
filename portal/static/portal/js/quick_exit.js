// "Thoát nhanh": leaves at once, in place of the page in history, so that Back never returns to it.
const WITHIN = 5000;
const WORDS = {
  vi: (left) => (left ? `Bấm Shift thêm ${left} lần để thoát nhanh.` : "Đang thoát."),
  en: (left) => (left ? `Press Shift ${left} more ${left > 1 ? "times" : "time"} to leave quickly.` : "Leaving."),
};

export function attach(link) {
  const status = document.createElement("div");
  status.setAttribute("role", "status");
  status.className = "quick-exit__status hidden";
  document.body.append(status);

  let presses = 0;
  let isCombined = false;
  let timer;

  const say = (left) => {
    status.textContent = (WORDS[document.documentElement.lang] || WORDS.vi)(left);
  };
  const forget = () => {
    presses = 0;
    status.textContent = "";
  };
  const leave = () => {
    document.dispatchEvent(new Event("quick-exit")); // whatever makes a sound stops now
    // Blank before anything else: on a slow network the page would stay in sight until the next one answers.
    document.title = link.hostname;
    for (const part of [...document.body.children]) {
      if (part !== status) part.remove();
    }
    say(0);
    location.replace(navigator.onLine ? link.href : link.dataset.offline || "/roi-trang/");
  };

  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    // Shift held for a capital letter is writing, not a wish to leave.
    if (event.key === "Shift") {
      if (!event.repeat) isCombined = event.ctrlKey || event.altKey || event.metaKey;
    } else {
      isCombined = true;
    }
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift") return;
    clearTimeout(timer);
    if (isCombined) return forget();
    presses += 1;
    if (presses === 3) return leave();
    say(3 - presses);
    timer = setTimeout(forget, WITHIN);
  });
}
