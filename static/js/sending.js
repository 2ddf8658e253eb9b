/* Show how far a file has gone that htmx sends the moment it is chosen. Without script it goes with the form.
 *
 *   <div data-office-drop> <input type="file" id="id_main" hx-post="…" data-office-sends>
 *     <label class="btn" for="id_main" hidden>Choose a file</label>  stands for the browser's own button, in our words
 *     <div data-office-sent hidden data-office-sending="Sending, {percent}%" data-office-keeping="…" data-office-failed="…">
 *       <p role="status"></p> <progress max="100" value="0"></progress> </div> </div> */

function dress(root) {
  for (const input of root.querySelectorAll("[data-office-sends]")) {
    const button = input.nextElementSibling;
    if (!button?.matches("label[hidden]")) continue;
    button.hidden = false;
    input.className = "btn-check visually-hidden"; // out of sight, still under the keyboard
  }
}
dress(document);
document.addEventListener("htmx:load", (event) => dress(event.target));

const placeOf = (event) =>
  event.target.matches?.("[data-office-sends]")
    ? event.target.closest("[data-office-drop]")?.querySelector("[data-office-sent]")
    : null;

document.addEventListener("htmx:beforeRequest", (event) => {
  const place = placeOf(event);
  if (!place) return;
  if (!event.target.files.length) return event.preventDefault(); // the choice was called off
  place.hidden = false;
  // live.js and others leave a part alone while it says that it is busy
  place.setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:xhr:progress", (event) => {
  const place = placeOf(event);
  const { lengthComputable, loaded, total } = event.detail;
  if (!place || !lengthComputable || !total) return;
  const percent = Math.round((100 * loaded) / total);
  const bar = place.querySelector("progress");
  if (percent < 100) bar.value = percent;
  else bar.removeAttribute("value");
  place.querySelector("[role=status]").textContent =
    percent < 100 ? place.dataset.officeSending.replace("{percent}", percent) : place.dataset.officeKeeping;
});

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const place = placeOf(event);
    if (!place) return;
    place.removeAttribute("aria-busy");
    place.querySelector("progress").value = 0;
    place.querySelector("[role=status]").textContent = place.dataset.officeFailed;
  });
}
