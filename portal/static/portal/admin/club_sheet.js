// Prints the sheet at one tap; where it cannot, the words beside it say how.
const button = document.querySelector(".sheet__tools button");
if (window.print) {
  button.hidden = false;
  button.nextElementSibling.hidden = true;
  button.addEventListener("click", () => window.print());
}
