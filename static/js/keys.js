/* Work by keyboard: J K along the rows, Enter opens, / finds, ? shows every key of the page.
 *
 *   <li data-office-row>… <a href="…">title</a> …</li>       J and K walk along these; X ticks their box
 *   <a href="…" data-office-key="n">Draft a new document</a>  the key presses it
 *   <dialog id="keys" data-office-help> <dl></dl> </dialog>   ? opens it; the keys of the page are added
 *
 * No key works while someone is typing, but for those with Ctrl. */

const typing = (element) =>
  element?.closest("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]");
const seen = (element) => element.getClientRects().length > 0;
const rows = () => [...document.querySelectorAll("[data-office-row]")].filter(seen);
const linkOf = (row) =>
  row.matches("a") ? row : (row.querySelector("[data-office-open]") ?? row.querySelector("h3 a, th a, a[href], button"));

function walk(by) {
  const all = rows();
  if (!all.length) return;
  const focused = all.findIndex((row) => row.contains(document.activeElement));
  const marked = all.findIndex((row) => row.classList.contains("at"));
  let next = focused >= 0 ? focused + by : marked;
  if (focused < 0 && marked < 0) next = by > 0 ? 0 : all.length - 1;
  next = Math.min(Math.max(next, 0), all.length - 1);
  all.forEach((row, at) => row.classList.toggle("at", at === next));
  linkOf(all[next])?.focus();
  all[next].scrollIntoView({ block: "nearest" });
}

function tick() {
  const row = rows().find((each) => each.contains(document.activeElement));
  row?.querySelector("input[type=checkbox]:not(:disabled)")?.click();
}

function nameOf(event) {
  if (event.altKey || event.metaKey) return "";
  const key = event.key.toLowerCase();
  if (event.ctrlKey) return `ctrl+${key}`;
  return event.shiftKey && /^[a-z]$/.test(key) ? `shift+${key}` : key;
}

function press(name) {
  const all = document.querySelectorAll("[data-office-key]");
  const one = [...all].find((each) => each.dataset.officeKey === name && seen(each) && !each.disabled);
  if (!one) return false;
  if (one.matches("input:not([type=checkbox]), textarea, select")) {
    one.focus();
    one.select?.();
  } else one.click();
  return true;
}

function help() {
  const sheet = document.querySelector("[data-office-help]");
  if (!sheet || sheet.open) return;
  const list = sheet.querySelector("dl");
  list.querySelectorAll("[data-office-of-page]").forEach((each) => each.remove());
  for (const each of document.querySelectorAll("[data-office-key]")) {
    if (!seen(each) || each.dataset.officeKey === "/") continue;
    const [key, words] = [document.createElement("dt"), document.createElement("dd")];
    const keys = each.dataset.officeKey.split("+").map((part) => {
      const cap = document.createElement("kbd");
      cap.textContent = part.length === 1 ? part.toUpperCase() : part[0].toUpperCase() + part.slice(1);
      return cap;
    });
    key.append(...keys.flatMap((cap, at) => (at ? [" ", cap] : [cap])));
    words.textContent = each.dataset.officeKeyLabel || each.getAttribute("aria-label") || each.textContent.trim();
    for (const part of [key, words]) {
      part.dataset.officeOfPage = "";
      list.append(part);
    }
  }
  sheet.showModal();
}

const ours = { j: () => walk(1), k: () => walk(-1), x: tick, "?": help };

document.addEventListener("keydown", (event) => {
  const name = nameOf(event);
  if (event.defaultPrevented || event.isComposing || !name || document.querySelector("dialog[open]")) return;
  if (typing(event.target) && !name.startsWith("ctrl+")) return;
  if (press(name)) event.preventDefault();
  else if (ours[name]) {
    event.preventDefault();
    ours[name]();
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-office-show-help]")) {
    event.preventDefault();
    help();
  }
});
