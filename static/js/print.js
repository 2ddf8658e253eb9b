/* <button type="button" data-office-print hidden>Print the book</button>: shown where script can print. */

document.querySelectorAll("[data-office-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
