/* Suggestions under a box while one types: a combobox by the ARIA pattern. The server decides what may be shown.
 *
 *   <input type="search" name="q" data-office-suggest="/search/suggest/">
 *
 * Down and Up walk the list, Enter opens what is chosen (or asks what was typed), Escape closes it, Tab goes on. */

const WAIT = 150;
let serial = 0;

function combobox(input) {
  const id = `suggestions-${(serial += 1)}`;
  let list = null;
  let at = -1;
  let timer = 0;
  let asking = null;

  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", id]]) {
    input.setAttribute(name, value);
  }
  input.autocomplete = "off";

  const options = () => [...(list?.querySelectorAll("[role=option]") ?? [])];

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list?.remove();
    list = null;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const address = new URL(input.dataset.officeSuggest, location.href);
    address.searchParams.set("q", input.value);
    let answer;
    try {
      answer = await fetch(address, { credentials: "same-origin", signal: asking.signal });
      if (!answer.ok || answer.redirected) return close();
      show(await answer.text());
    } catch {
      // another letter was typed, or the network is away: the box works without suggestions
    }
  }

  function show(text) {
    const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[role=listbox]");
    if (!fresh?.children.length || document.activeElement !== input) return close();
    list?.remove();
    list = document.importNode(fresh, true);
    list.id = id;
    at = -1;
    options().forEach((option, place) => (option.id = `${id}-${place}`));
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    list.addEventListener("click", (event) => open(event.target.closest("[role=option]")));
    input.after(list);
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(by) {
    const all = options();
    at = at + by < -1 ? all.length - 1 : at + by >= all.length ? -1 : at + by;
    all.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  }

  function open(option) {
    if (option) location.assign(option.dataset.officeUrl);
  }

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  };

  input.addEventListener("input", (event) => event.isComposing || soon());
  input.addEventListener("compositionend", soon);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list) choose(event.key === "ArrowDown" ? 1 : -1);
      else ask();
    } else if (event.key === "Escape" && list) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && list && at >= 0) {
      event.preventDefault();
      open(options()[at]);
    }
  });
}

function begin() {
  for (const input of document.querySelectorAll("[data-office-suggest]:not([role=combobox])")) combobox(input);
}

begin();
document.addEventListener("htmx:afterSettle", begin);
