/* The words of a search, marked on the pictures of the pages and in their text; N and P go from place to place.
 *
 *   <div id="found" hidden data-office-places="/search/places/7/2/" data-office-at="3"> … <button data-office-step="1"> </div>
 *   <article class="paper" id="page-3"><img …><div class="a4">…</div></article>
 *
 * The server says which pages have the words, and then, page by page, in which boxes (fractions of the page). */

const strip = document.getElementById("found");
const find = new URLSearchParams(location.search).get("find") ?? "";
const found = []; // every place in the order of the pages: {page, marks, range}
let at = -1;

async function ask(address) {
  const url = new URL(address, location.href);
  url.searchParams.set("find", find);
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  return answer.json();
}

const seen = (element) => element && element.getClientRects().length > 0;

function frameOf(page) {
  const image = document.querySelector(`#page-${page} > img, #page-${page} > .found-frame > img`);
  if (!image) return null;
  if (image.parentElement.classList.contains("found-frame")) return image.parentElement;
  const frame = document.createElement("div");
  frame.className = "found-frame";
  if (image.classList.contains("big-only")) frame.classList.add("big-only");
  image.replaceWith(frame);
  frame.append(image);
  return frame;
}

function markBox(frame, [left, top, right, bottom]) {
  const mark = document.createElement("span");
  mark.className = "found-mark";
  mark.style.left = `${100 * left}%`;
  mark.style.top = `${100 * top}%`;
  mark.style.width = `${100 * (right - left)}%`;
  mark.style.height = `${100 * (bottom - top)}%`;
  frame.append(mark);
  return mark;
}

/* Every place in the text of a page where these words are written so. */
function rangesOf(page, words) {
  const text = document.querySelector(`#page-${page} .a4`);
  if (!text) return [];
  const ranges = [];
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const low = node.data.toLowerCase();
    for (const word of words) {
      for (let from = low.indexOf(word); from >= 0; from = low.indexOf(word, from + word.length)) {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, from + word.length);
        ranges.push(range);
      }
    }
  }
  return ranges;
}

function say() {
  const line = strip.querySelector("[data-office-say]");
  if (!found.length) line.textContent = line.dataset.officeNone;
  else {
    const place = found[Math.max(at, 0)];
    const facts = { AT: Math.max(at, 0) + 1, ALL: found.length, PAGE: place.page };
    line.textContent = line.dataset.officeSay.replace(/AT|ALL|PAGE/g, (name) => facts[name]);
  }
  strip.querySelectorAll("[data-office-step]").forEach((button) => (button.hidden = found.length < 2));
}

function go(to) {
  if (!found.length) return;
  at = (to + found.length) % found.length;
  document.querySelectorAll(".found-mark.at").forEach((mark) => mark.classList.remove("at"));
  const place = found[at];
  place.marks.forEach((mark) => mark.classList.add("at"));
  const target = place.marks.find(seen) ?? place.range?.startContainer.parentElement ?? document.getElementById(`page-${place.page}`);
  target?.scrollIntoView({ block: "center" });
  say();
}

async function begin() {
  strip.hidden = false;
  const back = document.referrer && new URL(document.referrer);
  if (back && back.origin === location.origin && back.pathname.startsWith("/search/")) {
    strip.querySelector("[data-office-results]").href = document.referrer;
  }
  const { pages } = await ask(strip.dataset.officePlaces);
  const lit = [];
  for (const page of pages.length ? pages : [Number(strip.dataset.officeAt) || 1]) {
    const { places } = await ask(`${strip.dataset.officePlaces}${page}/`);
    const frame = frameOf(page);
    const ranges = rangesOf(page, [...new Set(places.map((place) => place.words.toLowerCase()))]);
    lit.push(...ranges);
    places.forEach((place, order) => {
      found.push({ page, marks: frame ? place.boxes.map((box) => markBox(frame, box)) : [], range: ranges[order] });
    });
  }
  if (lit.length && window.Highlight) CSS.highlights.set("found", new Highlight(...lit));
  const wanted = Number(strip.dataset.officeAt);
  go(Math.max(0, found.findIndex((place) => place.page === wanted)));
  say();
}

if (strip && find) {
  strip.querySelectorAll("[data-office-step]").forEach((button) => {
    button.addEventListener("click", () => go(at + Number(button.dataset.officeStep)));
  });
  begin().catch(() => (strip.hidden = true)); // without the places the page is the page
}
