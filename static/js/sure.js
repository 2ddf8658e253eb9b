/* The sheet that asks "are you sure". It opens by its address (:target), so it also works without script;
 * with script it takes the focus, Escape closes it, and the focus goes back to the button that opened it.
 *
 *   <a href="#approve">Approve</a>
 *   <section class="sure" id="approve" aria-labelledby="approve-h">… <a href="#content" data-office-close>Go back</a> …</section> */

let opener = null;

const sheet = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  return target && target.classList.contains("sure") ? target : null;
};

function show() {
  const asked = sheet();
  if (!asked) {
    if (opener?.isConnected) opener.focus();
    opener = null;
    return;
  }
  const first = asked.querySelector("[autofocus], textarea, input:not([type=hidden])") ?? asked.querySelector("h2, h3");
  if (first && !first.matches("input, textarea")) first.tabIndex = -1;
  first?.focus();
}

function close() {
  // Replaced, not added: Back then leaves the page instead of opening the sheet again.
  location.replace("#content");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link) return;
  if (sheet()?.contains(link)) {
    event.preventDefault();
    close();
  } else if (document.getElementById(link.hash.slice(1))?.classList.contains("sure")) opener = link;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && sheet()) close();
});
window.addEventListener("hashchange", show);
if (sheet()) show();
