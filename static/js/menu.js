/* A menu made of details: it closes when one looks elsewhere.
 *
 *   <details data-office-menu><summary>…</summary>…</details>  what must be filled in is ready to type */

const open = () => document.querySelectorAll("details[data-office-menu][open]");

document.addEventListener("click", (event) => {
  open().forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open"));
});
document.addEventListener("focusin", (event) => {
  open().forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open"));
});
document.addEventListener(
  "toggle",
  (event) => {
    if (event.target.matches("details[data-office-menu][open]")) {
      event.target.querySelector("input[required]")?.select();
    }
  },
  true, // it does not bubble
);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    menu.removeAttribute("open");
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    event.preventDefault();
  }
});
