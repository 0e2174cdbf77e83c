// Beside a receipt's code: one button copies it, one prints it. Without script the page says to write it down.

const button = (words, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button--secondary";
  made.textContent = words;
  made.addEventListener("click", () => act(made));
  return made;
};

export function attach(element) {
  const { code, copy, copied, print } = element.dataset;
  const row = document.createElement("div");
  row.className = "receipt-code__buttons";
  if (navigator.clipboard) {
    row.append(
      button(copy, (made) =>
        navigator.clipboard.writeText(code).then(
          () => {
            made.textContent = copied;
          },
          () => made.remove(),
        ),
      ),
    );
  }
  row.append(button(print, () => window.print()));
  element.after(row);
}
