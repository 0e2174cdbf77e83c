// A sheet to draw on: strokes become numbers in a hidden field, never a picture file. Without a canvas the page keeps its box
// for words, and so it does for who does not draw.
const SIDE = 1000;
const NEAR = 6; // points closer than this add nothing anyone sees
const MOST_POINTS = 38000;

export function attach(sheet) {
  const canvas = sheet.querySelector("canvas");
  const pen = canvas.getContext && canvas.getContext("2d");
  if (!pen || !window.PointerEvent) return;
  const field = sheet.querySelector("input");
  const status = sheet.querySelector("[role=status]");
  const instead = document.querySelector("[data-unless-drawing]");
  const most = Number(sheet.dataset.most);
  let strokes = read(field.value);
  let current = null;

  const pressed = (name) => sheet.querySelector(`[data-${name}][aria-pressed=true]`).dataset[name];
  const count = () => strokes.reduce((sum, stroke) => sum + stroke.points.length, 0);
  const isFull = () => strokes.length >= most || count() >= MOST_POINTS;
  const draw = (stroke) => {
    pen.strokeStyle = stroke.colour;
    pen.lineWidth = stroke.width;
    pen.lineCap = pen.lineJoin = "round";
    pen.beginPath();
    pen.moveTo(...stroke.points[0]);
    for (const point of stroke.points) pen.lineTo(...point);
    pen.stroke();
  };
  const redraw = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, SIDE, SIDE);
    strokes.forEach(draw);
  };
  const keep = () => {
    field.value = strokes.length ? JSON.stringify(strokes) : "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    const scaled = (value, start, size) => Math.min(SIDE, Math.max(0, Math.round(((value - start) / size) * SIDE)));
    return [scaled(event.clientX, box.left, box.width), scaled(event.clientY, box.top, box.height)];
  };

  canvas.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button || current) return;
    if (isFull()) {
      status.textContent = status.dataset.full;
      status.classList.remove("hidden");
      return;
    }
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    current = { colour: pressed("colour"), width: Number(pressed("width")), points: [place(event)] };
    strokes.push(current);
    draw(current);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!current || !event.isPrimary || isFull()) return;
    const [x, y] = place(event);
    const [lastX, lastY] = current.points[current.points.length - 1];
    if (Math.hypot(x - lastX, y - lastY) < NEAR) return;
    current.points.push([x, y]);
    draw({ ...current, points: [[lastX, lastY], [x, y]] });
  });
  const end = () => {
    if (!current) return;
    current = null;
    keep();
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);

  sheet.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    for (const name of ["colour", "width"]) {
      if (!button.dataset[name]) continue;
      for (const other of sheet.querySelectorAll(`[data-${name}]`)) other.setAttribute("aria-pressed", other === button);
    }
    if (button.dataset.does) {
      strokes = button.dataset.does === "undo" ? strokes.slice(0, -1) : [];
      status.textContent = button.dataset.does === "undo" ? status.dataset.undone : status.dataset.cleared;
      redraw();
      keep();
    }
  });
  // A draft found on the device brings its drawing along.
  field.addEventListener("change", () => {
    strokes = read(field.value);
    redraw();
  });

  redraw();
  sheet.hidden = false;
  if (instead && !instead.querySelector("textarea").value) instead.hidden = true;
}

function read(json) {
  try {
    const found = JSON.parse(json || "[]");
    return Array.isArray(found) ? found : [];
  } catch (error) {
    return [];
  }
}
