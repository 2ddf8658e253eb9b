/* Keep what is on the page fresh: one socket a tab says what has changed, the page asks again over HTTP.
 *
 *   <section id="stages" data-office-live="document:7">…</section>             fetched from this very page, by its id
 *   <ul id="reading" data-office-live="document:7" data-office-src="/…/">…</ul>  fetched from that address, by its id
 *   <span id="n" data-office-live="desk document:7">                            several subjects; "desk" hears every deed
 *   <div hx-get="…" hx-trigger="office:changed" data-office-live="…">           htmx fetches it in its own way
 *
 * A part in which someone is writing waits until they have left it. Without a socket the page asks each 15 s.
 * A hidden tab asks nothing; it asks once when it is looked at again. */

const POLL = 15_000; // design.md 9: within 15 s where sockets are blocked
const GATHER = 60; // several deeds of one transaction make one question
const CALM = 700;
const SIGNED_OUT = [4401, 4403];

const parts = () => [...document.querySelectorAll("[data-office-live]")];
const hears = (part, subjects) =>
  part.dataset.officeLive.split(/\s+/).some((word) => word === "desk" || subjects.has(word));
const isWriting = (part) =>
  [...part.querySelectorAll("textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=submit])")].some(
    (field) => field === document.activeElement || field.value !== field.defaultValue,
  ) || part.querySelector("details[data-office-menu][open], [aria-busy=true], .sure:target") !== null;

let socket = null;
let failures = 0;
let everything = false; // nobody told us what changed: ask for all
let changed = new Set();
let timer = 0;
let asking = false;
let asked = 0;
const waiting = new Set(); // parts in which someone is writing

function note(subject) {
  if (subject) changed.add(subject);
  else everything = true;
  if (!timer && !document.hidden) {
    timer = setTimeout(ask, Math.max(GATHER, asked + CALM - Date.now()));
  }
}

async function ask() {
  timer = 0;
  if (asking) return note([...changed][0]);
  asking = true;
  asked = Date.now();
  const stale = parts().filter((part) => everything || hears(part, changed));
  everything = false;
  changed = new Set();
  const pages = new Map();
  for (const part of stale) {
    if (isWriting(part)) waiting.add(part);
    else if (part.hasAttribute("hx-get")) window.htmx?.trigger(part, "office:changed");
    else if (part.id) {
      const address = new URL(part.dataset.officeSrc || location.href, location.href);
      address.hash = "";
      pages.set(address.href, [...(pages.get(address.href) ?? []), part]);
    }
  }
  await Promise.all([...pages].map(([address, ofIt]) => renew(address, ofIt)));
  asking = false;
}

async function renew(address, ofIt) {
  let answer;
  try {
    answer = await fetch(address, { headers: { "X-Office-Live": "1" }, credentials: "same-origin" });
  } catch {
    return; // the network is away: the next round asks again
  }
  // Signed out, or no longer allowed to see it: the whole page has to say so.
  if ([401, 403, 404].includes(answer.status) || answer.redirected) return location.reload();
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of ofIt) {
    const fresh = page.getElementById(part.id);
    if (!fresh || !part.isConnected || fresh.isEqualNode(part)) continue;
    if (isWriting(part)) waiting.add(part);
    else put(part, document.importNode(fresh, true));
  }
}

function put(part, fresh) {
  const held = part.contains(document.activeElement) ? pathOf(document.activeElement, part) : null;
  const words = part.textContent.trim();
  const opened = [...part.querySelectorAll("details[open][id]")].map((each) => each.id);
  part.replaceWith(fresh);
  opened.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
  window.htmx?.process(fresh);
  held?.(fresh)?.focus({ preventScroll: true });
  if (fresh.textContent.trim() !== words) fresh.classList.add("fresh");
  fresh.dispatchEvent(new CustomEvent("office:fresh", { bubbles: true }));
}

/* How to find the focused element again in the new part: by id, else by address or name. */
function pathOf(element) {
  if (element.id) return (fresh) => fresh.querySelector(`#${CSS.escape(element.id)}`);
  const href = element.getAttribute("href");
  if (href) return (fresh) => fresh.querySelector(`a[href="${CSS.escape(href)}"]`);
  return element.name ? (fresh) => fresh.querySelector(`[name="${CSS.escape(element.name)}"]`) : null;
}

function connect() {
  const address = new URL(document.body.dataset.officeSocket, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  try {
    socket = new WebSocket(address);
  } catch {
    return; // forbidden here: the poll does it
  }
  socket.addEventListener("open", () => {
    if (failures) note(); // what happened while we were away
    failures = 0;
  });
  socket.addEventListener("message", (event) => {
    const { subject } = JSON.parse(event.data);
    if (subject) note(subject);
  });
  socket.addEventListener("close", (event) => {
    socket = null;
    if (SIGNED_OUT.includes(event.code)) return location.reload();
    failures += 1;
    setTimeout(connect, Math.min(1000 * 2 ** (failures - 1), 30_000) * (0.75 + Math.random() / 2));
  });
}

if (document.body.dataset.officeSocket) {
  connect();
  setInterval(() => {
    if (socket?.readyState !== WebSocket.OPEN && !document.hidden) note();
  }, POLL);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    if (socket?.readyState !== WebSocket.OPEN) note();
    else if (changed.size || everything) note([...changed][0]);
  });
  const freed = () => {
    setTimeout(() => {
      const free = [...waiting].filter((part) => !part.isConnected || !isWriting(part));
      free.forEach((part) => waiting.delete(part));
      if (free.length) note();
    }, 400);
  };
  document.addEventListener("focusout", freed);
  document.addEventListener("office:awake", freed);
}
