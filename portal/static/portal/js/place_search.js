// Suggests places while one types their old or new name: a combobox above a list box. Without it the form asks after sending.
const WAIT = 250;
const MOST = 8;
let made = 0;

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

// The places of today that the answer leads to, each with the old names it was found by.
function offersOf(places, kinds) {
  const offers = new Map();
  for (const place of places) {
    const isFormer = place.valid_to !== null;
    for (const today of isFormer ? place.became : [place]) {
      if (!kinds.includes(today.kind)) continue;
      const offer = offers.get(today.key) || { key: today.key, label: today.label, name: `${today.type_word} ${today.name}`, old: [] };
      offers.set(today.key, offer);
      if (isFormer) offer.old.push(place);
    }
  }
  return [...offers.values()];
}

export function attach(box) {
  const { source, kinds, searched, near, found, none, more, was, wasIn, list: listName } = box.dataset;
  const input = box.querySelector("input[type=text]");
  const name = input.name;
  made += 1;

  const list = document.createElement("div");
  list.id = `place-list-${made}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", listName);
  list.hidden = true;
  const status = document.createElement("div");
  status.setAttribute("role", "status");
  status.className = "hidden";
  input.after(list, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  let timer;
  let asked = 0;
  let active = -1;

  const hint = (offer) => {
    const old = offer.old.filter((unit) => `${unit.type_word} ${unit.name}` !== offer.name);
    const own = old.filter((unit) => unit.kind !== "legacy_district");
    const names = (own.length ? own : old).map((unit) => [unit, unit.parent].filter(Boolean).map((place) => `${place.type_word} ${place.name}`).join(", "));
    return names.length ? fill(own.length ? was : wasIn, { names: names.join("; ") }) : "";
  };
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const point = (index) => {
    const options = [...list.children];
    active = (index + options.length) % options.length;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    input.setAttribute("aria-activedescendant", options[active].id);
    options[active].scrollIntoView({ block: "nearest" });
  };
  const forget = () => box.querySelectorAll("fieldset, p, input[type=hidden]").forEach((part) => part.remove());
  const choose = (option) => {
    forget();
    input.value = option.dataset.label;
    for (const [suffix, value] of [["asked", input.value], ["unit", option.dataset.key]]) {
      const hidden = document.createElement("input");
      Object.assign(hidden, { type: "hidden", name: `${name}-${suffix}`, value });
      box.append(hidden);
    }
    status.textContent = "";
    close();
  };
  const show = (offers, left) => {
    list.textContent = "";
    offers.slice(0, MOST).forEach((offer, place) => {
      const option = document.createElement("div");
      option.id = `${list.id}-${place}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      Object.assign(option.dataset, { key: offer.key, label: offer.label });
      option.textContent = offer.label;
      const old = hint(offer);
      if (old) {
        const small = document.createElement("small");
        small.textContent = old;
        option.append(small);
      }
      list.append(option);
    });
    const shown = list.children.length;
    const hidden = left + Math.max(offers.length - MOST, 0);
    status.textContent = [shown ? fill(found, { n: shown }) : none, hidden ? fill(more, { n: hidden }) : ""].join(" ");
    if (!shown) return close();
    active = -1;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
  };
  const ask = () => {
    const words = input.value.trim();
    asked += 1;
    if (words.length < 2) return close();
    const question = asked;
    const parameters = new URLSearchParams({ q: words, page_size: "20" });
    if (near) parameters.append("near", near);
    searched.split(",").forEach((kind) => parameters.append("kind", kind));
    fetch(`${source}?${parameters}`)
      .then((response) => (response.ok ? response.json() : Promise.reject(response)))
      // An answer that comes late would replace the list of what is typed now.
      .then((answer) => question === asked && show(offersOf(answer.results, kinds.split(",")), answer.count - answer.results.length))
      .catch(close);
  };

  input.addEventListener("input", () => {
    forget();
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) {
      if (event.key === "ArrowDown" && input.value) ask();
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      point(event.key === "ArrowDown" ? active + 1 : Math.max(active, 0) - 1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(list.children[active]);
    } else if (event.key === "Escape" || event.key === "Tab") {
      close();
    }
  });
  // Before the box loses the focus, which would close the list under the finger.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  input.addEventListener("blur", close);
}
