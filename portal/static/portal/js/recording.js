// "Ghi âm": records into the file field beside it. The microphone is asked for only when the button is pressed, and let go the
// moment she stops. A browser that cannot leaves the plain file field, which takes a recording made elsewhere.
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const BITS = 32000;

export function attach(box) {
  const field = box.querySelector("input[type=file]");
  const devices = navigator.mediaDevices;
  if (!devices || !devices.getUserMedia || !window.MediaRecorder || !window.DataTransfer) return;
  const type = TYPES.find((name) => MediaRecorder.isTypeSupported(name));
  if (!type) return;
  const words = box.dataset;
  const button = make("button", "button recorder__button", words.record);
  const drop = make("button", "button button--secondary", words.drop);
  const status = make("p", "recorder__status", "");
  const player = document.createElement("audio");
  status.setAttribute("role", "status");
  button.type = drop.type = "button";
  player.controls = true;
  player.hidden = drop.hidden = true;
  box.prepend(button, drop, status, player);
  let recorder, timer, url;

  const forget = () => {
    if (url) URL.revokeObjectURL(url);
    url = "";
    player.removeAttribute("src");
    player.hidden = drop.hidden = true;
    field.value = "";
    status.textContent = "";
    button.textContent = words.record;
  };
  const keep = (parts) => {
    const sound = new Blob(parts, { type: type.split(";")[0] });
    const files = new DataTransfer();
    files.items.add(new File([sound], "ghi-am", { type: sound.type }));
    field.files = files.files;
    url = URL.createObjectURL(sound);
    player.src = url;
    player.hidden = drop.hidden = false;
    button.textContent = words.again;
    status.textContent = words.kept;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const stop = () => recorder && recorder.state !== "inactive" && recorder.stop();
  const start = async () => {
    let stream;
    button.disabled = true;
    try {
      stream = await devices.getUserMedia({ audio: true });
    } catch (error) {
      status.textContent = words.refused;
      return;
    } finally {
      button.disabled = false;
    }
    forget();
    const parts = [];
    const began = Date.now();
    recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS });
    recorder.ondataavailable = (event) => event.data.size && parts.push(event.data);
    recorder.onstop = () => {
      clearInterval(timer);
      stream.getTracks().forEach((track) => track.stop());
      box.classList.remove("recorder--on");
      if (parts.length) keep(parts);
    };
    recorder.start(1000);
    box.classList.add("recorder--on");
    button.textContent = words.stop;
    status.textContent = words.started;
    timer = setInterval(() => {
      const seconds = Math.floor((Date.now() - began) / 1000);
      button.textContent = `${words.stop} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      if (seconds >= Number(words.most) - 1) stop();
    }, 500);
  };

  button.addEventListener("click", () => (recorder && recorder.state === "recording" ? stop() : start()));
  drop.addEventListener("click", forget);
  field.addEventListener("click", stop);
  addEventListener("pagehide", stop);
  document.addEventListener("quick-exit", () => {
    stop();
    forget();
  });
}

function make(name, classes, text) {
  const element = document.createElement(name);
  element.className = classes;
  element.textContent = text;
  return element;
}
