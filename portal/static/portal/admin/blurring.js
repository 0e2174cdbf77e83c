// Rectangles drawn on a picture, kept in the number fields of the form: without this script the fields alone do.
const root = document.querySelector("[data-blurring]");
const picture = root.querySelector("[data-blurring-picture]");
const list = root.querySelector("[data-blurring-regions]");
const empty = root.querySelector("[data-blurring-empty]");
const total = root.querySelector("[name$='-TOTAL_FORMS']");
const most = Number(root.querySelector("[name$='-MAX_NUM_FORMS']").value);
const NAMES = ["left", "top", "width", "height"];
const SMALLEST = 1; // percent; less is a tap, not a rectangle

const input = (region, name) => region.querySelector(`[name$='-${name}']`);
const percent = (value) => Math.round(Math.min(100, Math.max(0, value)) * 10) / 10;
const regions = () => [...list.querySelectorAll("[data-blurring-region]")];

function values(region) {
  const numbers = NAMES.map((name) => input(region, name).value);
  return numbers.every((value) => value !== "" && !Number.isNaN(Number(value))) ? numbers.map(Number) : null;
}

function fill(region, numbers) {
  NAMES.forEach((name, index) => { input(region, name).value = percent(numbers[index]); });
}

function add() {
  if (regions().length >= most) return null;
  list.append(empty.content.cloneNode(true));
  const region = list.lastElementChild;
  prepare(region);
  renumber();
  return region;
}

function prepare(region) {
  const remove = region.querySelector("[data-blurring-remove]");
  remove.hidden = false;
  remove.addEventListener("click", () => {
    const next = region.nextElementSibling || region.previousElementSibling;
    region.remove();
    renumber();
    (next ? input(next, "left") : root.querySelector("[data-blurring-add]")).focus();
  });
  region.addEventListener("input", draw);
}

function renumber() {
  regions().forEach((region, index) => {
    region.querySelector("[data-blurring-number]").textContent = index + 1;
    for (const element of region.querySelectorAll("[name], [for], [id]")) {
      for (const attribute of ["name", "id", "for"]) {
        const value = element.getAttribute(attribute);
        if (value) element.setAttribute(attribute, value.replace(/form-(\d+|__prefix__)-/, `form-${index}-`));
      }
    }
  });
  total.value = regions().length;
  draw();
}

function draw() {
  picture.querySelectorAll(".blurring__box").forEach((box) => box.remove());
  regions().forEach((region, index) => {
    const numbers = values(region);
    if (!numbers) return;
    const box = document.createElement("div");
    box.className = "blurring__box";
    box.textContent = index + 1;
    NAMES.forEach((name, at) => { box.style[name] = `${numbers[at]}%`; });
    picture.append(box);
  });
}

let start = null;
let current = null;

function place(event) {
  const frame = picture.getBoundingClientRect();
  return [percent(((event.clientX - frame.left) / frame.width) * 100), percent(((event.clientY - frame.top) / frame.height) * 100)];
}

picture.addEventListener("pointerdown", (event) => {
  if (!event.isPrimary || event.button !== 0) return;
  event.preventDefault();
  picture.setPointerCapture(event.pointerId);
  start = place(event);
  current = null;
});

picture.addEventListener("pointermove", (event) => {
  if (!start) return;
  const [x, y] = place(event);
  const [width, height] = [Math.abs(x - start[0]), Math.abs(y - start[1])];
  if (width < SMALLEST || height < SMALLEST) return;
  current = current || regions().find((region) => NAMES.every((name) => input(region, name).value === "")) || add();
  if (!current) return;
  fill(current, [Math.min(x, start[0]), Math.min(y, start[1]), width, height]);
  draw();
});

for (const name of ["pointerup", "pointercancel"]) {
  picture.addEventListener(name, () => { start = current = null; });
}

root.querySelector("[data-blurring-add]").hidden = false;
root.querySelector("[data-blurring-add]").addEventListener("click", () => {
  const region = add();
  if (!region) return;
  // In the middle, for whoever places it by the arrow keys of the number fields.
  fill(region, [40, 40, 20, 20]);
  draw();
  input(region, "left").focus();
});
regions().forEach(prepare);
// The three empty rows are for those without this script.
regions().filter((region) => NAMES.every((name) => input(region, name).value === "")).forEach((region) => region.remove());
renumber();
picture.classList.add("is-drawing-ready");
