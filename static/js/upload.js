/* Show how far a file has gone, and take it by drag and drop. Without script the form is sent as any other.
 *
 *   <form method="post" enctype="multipart/form-data" data-office-upload>
 *     <div class="drop" data-office-drop> <input type="file" …> <p data-office-chosen></p> </div>
 *     <div … data-office-pick="Choose files">  a button in our words stands for the browser's own
 *     <div data-office-progress hidden
 *          data-office-sending="Sending, {percent}%" data-office-keeping="Sent. The office is keeping the file"
 *          data-office-failed="The connection broke. Nothing was lost; send it again.">
 *       <p role="status"></p> <progress max="100" value="0" aria-label="…"></progress> </div> */

const sizeOf = (bytes) => {
  const [unit, by] = bytes < 1e6 ? ["KB", 1e3] : ["MB", 1e6];
  const locale = document.documentElement.lang === "en" ? "en-GB" : "vi-VN";
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(Math.max(bytes / by, 0.1))} ${unit}`;
};

function dress(root) {
  for (const drop of root.querySelectorAll("[data-office-pick]")) {
    const input = drop.querySelector("input[type=file]");
    const button = document.createElement("label");
    button.className = "btn btn-outline mt-2";
    button.htmlFor = input.id;
    button.textContent = drop.dataset.officePick;
    input.after(button);
    input.className = "btn-check visually-hidden"; // out of sight, still under the keyboard
  }
}
dress(document);

function sayChosen(input) {
  const place = input.closest("[data-office-drop]")?.querySelector("[data-office-chosen]");
  if (place) place.textContent = [...input.files].map((file) => `${file.name}, ${sizeOf(file.size)}`).join("; ");
}
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-office-drop] input[type=file]")) sayChosen(event.target);
});

const dropOf = (event) => event.target.closest?.("[data-office-drop]");
for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    const drop = dropOf(event);
    if (!drop || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => dropOf(event)?.classList.remove("over"));
document.addEventListener("drop", (event) => {
  const drop = dropOf(event);
  const input = drop?.querySelector("input[type=file]");
  if (!input || !event.dataTransfer.files.length) return;
  event.preventDefault();
  drop.classList.remove("over");
  const files = new DataTransfer();
  [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1).forEach((file) => files.items.add(file));
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

function send(form, submitter) {
  const place = form.querySelector("[data-office-progress]");
  const [words, bar] = [place.querySelector("[role=status]"), place.querySelector("progress")];
  const request = new XMLHttpRequest();
  place.hidden = false;
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = Math.round((100 * event.loaded) / event.total);
    words.textContent = place.dataset.officeSending.replace("{percent}", bar.value);
  });
  request.upload.addEventListener("load", () => {
    bar.removeAttribute("value");
    words.textContent = place.dataset.officeKeeping;
  });
  request.addEventListener("load", () => show(request, form));
  request.addEventListener("error", () => {
    bar.value = 0;
    words.textContent = place.dataset.officeFailed;
    form.dispatchEvent(new CustomEvent("office:stopped", { bubbles: true }));
  });
  request.open("POST", form.action || location.href);
  request.send(new FormData(form, submitter));
}

/* The answer is a page: another one is gone to, the same one with its mistakes takes the place of this. */
function show(request, form) {
  const here = new URL(form.action || location.href, location.href).href;
  if (request.status < 400 && request.responseURL !== here) return location.assign(request.responseURL);
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const [fresh, main] = [page.querySelector("main"), document.querySelector("main")];
  if (!fresh) return location.assign(here);
  document.title = page.title;
  main.replaceWith(document.importNode(fresh, true));
  window.htmx?.process(document.querySelector("main"));
  dress(document);
  window.scrollTo(0, 0);
  (document.querySelector(".problems") ?? document.querySelector("h1"))?.focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-office-upload]") || event.defaultPrevented) return;
  const files = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
  if (!files || !form.querySelector("[data-office-progress]")) return;
  event.preventDefault();
  send(form, event.submitter);
});
