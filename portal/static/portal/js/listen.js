// "Nghe": where a page has no recording this browser can play, a voice of the device itself reads it. Only a voice that
// lives on the device: the words of a page never go to another computer. Without one, the page says so.
const LONGEST = 160; // characters; Chrome cuts a long utterance off in the middle
const PATIENCE = 2000; // milliseconds; browsers find their voices late, and some never say when
const CODES = { vi: ["vi", "vie"], en: ["en", "eng"] };
const READ = [
  "h1",
  ".page-head .lead",
  ...["h2", "h3", "p", "li", "dt", "dd", "caption", "th", "td", "figcaption", "img[alt]"].map((name) => `article ${name}`),
].join();
const SKIP = ".listen, .tags, .section, .section__more, [hidden], [aria-hidden=true]";

export function attach(box) {
  const source = box.querySelector("audio source");
  if (!source) return offerVoice(box);
  source.addEventListener("error", () => offerVoice(box), { once: true });
  if (!box.querySelector("audio").canPlayType(source.type)) offerVoice(box);
}

function offerVoice(box) {
  const speech = window.speechSynthesis;
  const [none, line] = [...box.querySelectorAll("p")].slice(-2);
  const recording = box.querySelector("div");
  const [toggle, end] = line.querySelectorAll("button");
  const invitation = toggle.textContent;
  let voice, lines, next, utterance;
  let turn = 0; // counts starts and stops: an utterance that was cut off has no say in what comes next
  let isReading = false;

  const look = () => {
    voice = speech && localVoice(speech);
    if (recording) recording.hidden = true;
    none.hidden = Boolean(voice);
    line.hidden = !voice;
  };
  const sayNone = () => {
    if (!voice) none.querySelector("span").textContent = box.dataset.missing;
  };
  const hush = () => {
    turn += 1;
    isReading = false;
    speech.cancel();
  };
  const stop = () => {
    if (end.hidden) return;
    hush();
    if (document.activeElement === end) toggle.focus();
    end.hidden = true;
    toggle.textContent = invitation;
  };
  const read = () => {
    if (next >= lines.length) return stop();
    const mine = turn;
    utterance = new SpeechSynthesisUtterance(lines[next]); // kept here, or Chrome forgets it and never says it ended
    utterance.voice = voice;
    utterance.lang = voice.lang.replace("_", "-");
    utterance.onend = () => {
      if (mine !== turn) return;
      next += 1;
      read();
    };
    utterance.onerror = () => {
      if (mine === turn) stop();
    };
    speech.speak(utterance);
  };

  toggle.addEventListener("click", () => {
    if (isReading) {
      // Android ends an utterance told to pause, so it is cut off here and later read again from its first word.
      hush();
      toggle.textContent = toggle.dataset.resume;
      return;
    }
    look();
    if (!voice) return sayNone();
    if (end.hidden) {
      lines = sentences();
      next = 0;
    }
    isReading = true;
    end.hidden = false;
    toggle.textContent = toggle.dataset.pause;
    read();
  });
  end.addEventListener("click", stop);
  addEventListener("pagehide", stop);
  document.addEventListener("quick-exit", stop);

  look();
  if (!speech) return sayNone();
  speech.onvoiceschanged = () => isReading || look();
  setTimeout(() => {
    if (!isReading) look();
    sayNone();
  }, PATIENCE);
}

function localVoice(speech) {
  const language = document.documentElement.lang.slice(0, 2);
  const codes = CODES[language] || [language];
  const speaks = (voice) => codes.includes(voice.lang.toLowerCase().split(/[-_]/)[0]);
  return speech.getVoices().find((voice) => voice.localService && speaks(voice));
}

function sentences() {
  const parts = [...document.querySelectorAll(READ)].filter((part) => !part.closest(SKIP) && !part.querySelector("p, li"));
  return parts.flatMap((part) => cut(part.alt || part.textContent));
}

function cut(text) {
  const found = [];
  let line = "";
  const keep = () => {
    if (line) found.push(line);
    line = "";
  };
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line.length + word.length >= LONGEST) keep();
    line = line ? `${line} ${word}` : word;
    if (/[.!?…]["”’»)]*$/.test(word) || (line.length > LONGEST / 2 && /[,;:]$/.test(word))) keep();
  }
  keep();
  return found;
}
