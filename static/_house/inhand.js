/* Whether a button is being pressed this moment, by finger, mouse or space bar. What is under it must not be exchanged until
   it is let go: a press that ends on another element than it began on is none, and nobody would be told that it was lost. */

const LONGEST_MS = 10000, CLICK_FOLLOWS_MS = 50;
let since = 0, ended = 0;

function begin() {
  clearTimeout(ended);
  since = Date.now();
}
function end() {
  clearTimeout(ended);
  ended = setTimeout(() => { since = 0; }, CLICK_FOLLOWS_MS);
}
addEventListener("pointerdown", begin, true);
addEventListener("pointerup", end, true);
addEventListener("pointercancel", end, true);
addEventListener("keydown", (event) => { if (event.key === " " && !event.repeat) begin(); }, true);
addEventListener("keyup", (event) => { if (event.key === " ") end(); }, true);

// Who holds on for longer reads or selects; and an end that never came must not stop the page for good.
export const isInHand = () => Date.now() - since < LONGEST_MS;

/* At once, or as soon as nothing is pressed any more. */
export function whenLetGo(deed) {
  if (isInHand()) setTimeout(() => whenLetGo(deed), CLICK_FOLLOWS_MS);
  else deed();
}
