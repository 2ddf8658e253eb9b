/* Enter files an old paper from every field, the title too: no title has a second line.
 *
 *   <textarea data-office-enter></textarea>   Enter sends its form; Shift+Enter as usual */

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  if (!event.target.matches("textarea[data-office-enter]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
