/* A form typed by keyboard: Enter goes to the next field, at the last one (or with Ctrl) it sends. Works without, too. */
const form = document.querySelector("[data-enter-goes-on]");
const boxes = [...form.querySelectorAll("input:not([type=hidden]):not([type=checkbox]), select")];
form.addEventListener("keydown", (event) => {
  const place = boxes.indexOf(event.target);
  if (event.key !== "Enter" || event.isComposing || place < 0) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    form.requestSubmit();
  } else if (place < boxes.length - 1) {
    event.preventDefault();
    boxes[place + 1].focus();
    if (boxes[place + 1].select) boxes[place + 1].select();
  }
});
if (!document.querySelector("#form-errors")) boxes[0].focus();
