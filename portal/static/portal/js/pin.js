// Nine pictures, four taps: one step is shown at a time, and what was tapped stands above as dots only.

export function attach(element) {
  const steps = [...element.querySelectorAll("fieldset")];
  const done = document.createElement("p");
  done.className = "pin__done";
  done.setAttribute("role", "status");
  const again = document.createElement("button");
  again.type = "button";
  again.className = "button button--secondary";
  again.textContent = element.dataset.again;

  const show = (moveFocus) => {
    const tapped = steps.filter((step) => step.querySelector(":checked")).length;
    steps.forEach((step, index) => {
      step.hidden = index !== tapped;
    });
    done.textContent = "●".repeat(tapped) + "○".repeat(steps.length - tapped);
    done.setAttribute("aria-label", `${tapped}/${steps.length}`);
    again.hidden = tapped === 0;
    if (moveFocus) (steps[tapped] ? steps[tapped].querySelector("input") : again).focus();
  };

  // Arrow keys walk over pictures without choosing one, though the browser calls that a click too.
  let isWalking = false;
  element.addEventListener("keydown", (event) => {
    isWalking = event.key.startsWith("Arrow");
    if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      event.target.checked = true;
      show(true);
    }
  });
  element.addEventListener("keyup", () => {
    isWalking = false;
  });
  element.addEventListener("click", (event) => {
    if (event.target.matches("input") && !isWalking) show(true);
  });
  again.addEventListener("click", () => {
    for (const input of element.querySelectorAll(":checked")) input.checked = false;
    show(true);
  });
  steps[0].before(done);
  element.append(again);
  show(false);
}
