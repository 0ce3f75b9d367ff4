/* A form that stays open while the deadline passes says so at once, and what can still be done. The server decides. */
const served = Date.parse(document.documentElement.dataset.now || "");
const off = Number.isNaN(served) ? 0 : served - Date.now();
const LONGEST_WAIT = 2 ** 31 - 1;

function watch(note, at) {
  const rest = at - (Date.now() + off);
  if (rest <= 0) note.hidden = false;
  else setTimeout(watch, Math.min(rest + 250, LONGEST_WAIT), note, at);
}

/* What was over when the page was made is said by the page itself. */
document.querySelectorAll("[data-when-over]").forEach((note) => {
  const at = Date.parse(note.dataset.whenOver);
  if (at > Date.now() + off) watch(note, at);
});
