// − and + beside a number: a thumb is quicker than a keyboard on a telephone.
for (const stepper of document.querySelectorAll("[data-stepper]")) {
  const input = stepper.querySelector("input");
  for (const button of stepper.querySelectorAll("button[data-step]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const number = Number(input.value || 0) + Number(button.dataset.step);
      input.value = Math.max(Number(input.min || 0), Math.min(Number(input.max || Infinity), number));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}
