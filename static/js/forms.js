/* A form is sent once, and its mistakes are read first.
 *
 *   <form>                         its buttons rest after it was sent, and wake again when one comes back to the page
 *   <form data-office-guard>       asks before one leaves with words unsent
 *   <form data-office-resend>      may be sent again and again (a download, a search)
 *   <div class="problems" tabindex="-1">  gets the focus when the page comes back with mistakes
 *   <select data-office-submit>    sends its form when something else is chosen
 *   <input data-office-all="ids">  ticks every box of that name, and says how many in [data-office-picked="ids"]
 *   <button data-office-say="#why" data-office-words="…">  puts ready words into a field */

const buttonsOf = (form) =>
  [...form.elements].filter((each) => each.matches("button:not([type=button], [type=reset]), input[type=submit]"));

function rest(form, pressed) {
  for (const button of buttonsOf(form)) {
    if (button.disabled) continue;
    button.dataset.officeResting = "";
    button.disabled = true;
  }
  if (!pressed?.matches("button")) return;
  pressed.setAttribute("aria-busy", "true");
  const turning = document.createElement("span");
  turning.className = "spinner-border spinner-border-sm";
  turning.setAttribute("aria-hidden", "true");
  turning.dataset.officeTurning = "";
  pressed.prepend(turning);
}

function wake(root = document) {
  for (const button of root.querySelectorAll("[data-office-resting]")) {
    button.disabled = false;
    button.removeAttribute("aria-busy");
    delete button.dataset.officeResting;
  }
  root.querySelectorAll("[data-office-turning]").forEach((each) => each.remove());
  document.dispatchEvent(new Event("office:awake")); // live.js: this part may be fetched again
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  form.dataset.officeSent = "";
  if (form.hasAttribute("data-office-resend") || form.method === "get" || form.method === "dialog") return;
  // After this turn: a button that is disabled at once is not sent, and others may still stop the sending.
  setTimeout(() => {
    if (event.defaultPrevented && !form.hasAttribute("data-office-upload") && !form.hasAttribute("hx-post")) return;
    rest(form, event.submitter);
    // The answer opens elsewhere, or the server never answered: one may try again, the token keeps it one deed.
    setTimeout(() => wake(form), form.target === "_blank" ? 1500 : 30_000);
  });
});
window.addEventListener("pageshow", () => wake()); // Back brings the page as it was left
document.addEventListener("htmx:afterRequest", (event) => wake(event.target.closest?.("form") ?? document));
document.addEventListener("office:stopped", (event) => {
  delete event.target.dataset.officeSent;
  wake(event.target);
});

const isTouched = (form) =>
  [...form.elements].some((field) =>
    field.matches("select")
      ? [...field.options].some((option) => option.selected !== option.defaultSelected && option.index)
      : field.matches("[type=checkbox], [type=radio]")
        ? field.checked !== field.defaultChecked
        : field.matches("textarea, input:not([type=hidden])") && field.value !== field.defaultValue,
  );
window.addEventListener("beforeunload", (event) => {
  for (const form of document.querySelectorAll("form[data-office-guard]")) {
    if (!("officeSent" in form.dataset) && isTouched(form)) event.preventDefault();
  }
});

document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.matches("[data-office-submit]")) field.form.requestSubmit();
  if (field.matches("[data-office-all]")) {
    document.getElementsByName(field.dataset.officeAll).forEach((box) => {
      if (!box.disabled) box.checked = field.checked;
    });
  }
  if (field.matches("[type=checkbox]")) count(field.dataset.officeAll || field.name);
});

function count(name) {
  const picked = [...document.getElementsByName(name)].filter((box) => box.checked).length;
  for (const place of document.querySelectorAll(`[data-office-picked="${CSS.escape(name)}"]`)) {
    place.textContent = picked;
    place.closest("[data-office-batch]")?.toggleAttribute("hidden", picked === 0);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-office-say]");
  const field = button && document.querySelector(button.dataset.officeSay);
  if (!field) return;
  const words = button.dataset.officeWords || button.textContent.trim();
  field.value = field.value.trim() ? `${field.value.trim()} ${words}` : words;
  field.focus();
});

document.querySelector(".problems")?.focus();
