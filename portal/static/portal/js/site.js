// Attaches each behaviour to the elements that ask for it; a page that asks for none loads nothing more.
const behaviours = {
  "quick-exit": () => import("./quick_exit.js"),
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
