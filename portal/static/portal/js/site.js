// Attaches each behaviour to the elements that ask for it; a page that asks for none loads nothing more.

// What nobody waits for comes when the page stands and the phone has nothing else to do.
const whenIdle = () =>
  new Promise((resolve) => {
    const wait = () => (window.requestIdleCallback || setTimeout)(resolve);
    if (document.readyState === "complete") wait();
    else addEventListener("load", wait);
  });

const behaviours = {
  "quick-exit": () => import("./quick_exit.js"),
  "kept-pages": () => import("./kept_pages.js"),
  offline: () => whenIdle().then(() => import("./offline.js")),
  listen: () => import("./listen.js"),
  "keep-code": () => import("./keep_code.js"),
  pin: () => import("./pin.js"),
  "place-search": () => import("./place_search.js"),
  drawing: () => import("./drawing.js"),
  recording: () => import("./recording.js"),
  drafts: () => import("./drafts.js"),
  "personal-data": () => import("./personal_data.js"),
  "save-data": () => (navigator.connection && navigator.connection.saveData ? import("./save_data.js") : Promise.reject()),
};

const asked = new Map();
for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) {
    asked.set(name, [...(asked.get(name) || []), element]);
  }
}

for (const [name, elements] of asked) {
  if (behaviours[name]) {
    // Every behaviour only adds to a page that works without it, so one that fails to load is left out in silence.
    behaviours[name]().then((module) => elements.forEach(module.attach), () => {});
  }
}
