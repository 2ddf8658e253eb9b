/* Enter files an old paper from every field, the title too: no title has a second line; and from
 * the page itself, so that one Enter a paper is enough where all is right.
 *
 *   <textarea data-office-enter></textarea>   Enter sends its form; Shift+Enter as usual */

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.repeat || event.defaultPrevented) return;
  const [title, on] = [document.querySelector("textarea[data-office-enter]"), event.target];
  if (!title || document.querySelector("dialog[open]") || ![title, document.body].includes(on)) return;
  event.preventDefault();
  title.form.requestSubmit();
});
