/* The screen in the hall: follows the telephone within a second, and has every slide of the evening at hand. While the
   line is gone the arrow keys lead; they do nothing while it holds, so that nothing is shown before it is called out.
   Back on the line it stays where it is until the telephone presses something, and says where that is. */

const ASK_MS = 700, PATIENCE_MS = 3000, SAY_MS = 10000, LOST_AFTER = 3, ANEW_MS = 60000, STILL_MS = 5000;
const { now: nowAt, slides: slidesAt, say: sayAt, token } = document.body.dataset;
const stage = document.querySelector("#trang"), line = document.querySelector(".screen-line"), full = document.querySelector(".screen-full");
let at = document.body.dataset.at, version = 0, waits = false, isOver = false, failed = 0, isAstray = false, saidAt = 0, saidWhat = "", fetchedAt = Date.now(), isFetching = false, held = "", round = 0;

const all = () => [...stage.querySelectorAll(".slide")];
const shownSlides = () => all().filter((slide) => slide.dataset.key);
const mark = () => stage.querySelector(".deck").dataset.mark;
const isLost = () => failed >= LOST_AFTER || !navigator.onLine;

function show() {
  const key = waits || isOver ? "" : at;
  // A slide that is not there yet (somebody came late) is fetched; what is up stays up meanwhile.
  const wanted = all().find((slide) => slide.dataset.key === key) || all().find((slide) => !slide.hidden) || shownSlides()[0];
  for (const slide of all()) slide.hidden = slide !== wanted;
  line.hidden = !isLost();
}

async function ask() {
  try {
    const answer = await fetch(nowAt, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.status === 404) isOver = true;
    else if (!answer.ok) throw new Error(String(answer.status));
    else await follow(await answer.json());
    failed = 0;
  } catch {
    failed += 1;
  }
  show();
  if (!isLost()) say();
  setTimeout(ask, ASK_MS);
}

async function follow(told) {
  isOver = told.over;
  const isNew = told.v !== version && (version !== 0 || !isAstray);
  version = told.v;
  if (isNew) { at = told.key; isAstray = false; }
  waits = told.waits;
  const isThere = all().some((slide) => slide.dataset.key === at);
  if (!isOver && (!isThere || told.mark !== mark() || Date.now() - fetchedAt > ANEW_MS)) await fetchAnew();
}

/* Names go by the consents of today: once a minute the slides are fetched anew, the present one stays up meanwhile. */
async function fetchAnew() {
  if (isFetching) return;
  isFetching = true;
  try {
    const answer = await fetch(slidesAt, { cache: "no-store", signal: AbortSignal.timeout(4 * PATIENCE_MS) });
    if (!answer.ok) return;
    const words = await answer.text();
    fetchedAt = Date.now();
    if (words === held) return;
    held = words;
    stage.innerHTML = words;
    show();
    fetchPictures();
  } finally {
    isFetching = false;
  }
}

/* One after the other, the shown one first: the line is for the telephone's steps before it is for pictures. */
async function fetchPictures() {
  const mine = ++round, waiting = [...stage.querySelectorAll("img[data-src]")];
  while (waiting.length && mine === round) {
    const place = waiting.findIndex((image) => !image.closest(".slide").hidden);
    const [image] = waiting.splice(Math.max(place, 0), 1);
    await new Promise((done) => { image.onload = image.onerror = done; image.src = image.dataset.src; });
  }
}

async function say() {
  const what = `${at} ${isAstray}`;
  if (what === saidWhat && Date.now() - saidAt < SAY_MS) return;
  saidWhat = what;
  saidAt = Date.now();
  const body = new URLSearchParams({ csrf_token: token, trang: at, lac: isAstray ? "1" : "0" });
  try { await fetch(sayAt, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE_MS) }); } catch { saidWhat = ""; }
}

document.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
  if (!step || !isLost()) return;
  event.preventDefault();
  const slides = shownSlides(), place = slides.findIndex((slide) => slide.dataset.key === at);
  const next = slides[Math.min(Math.max(place + step, 0), slides.length - 1)];
  waits = false;
  if (next && next.dataset.key !== at) { at = next.dataset.key; isAstray = true; }
  show();
});

window.addEventListener("offline", show);

if (document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener("click", () => document.documentElement.requestFullscreen());
  document.addEventListener("fullscreenchange", () => { full.hidden = Boolean(document.fullscreenElement); });
}

/* What is for hands goes away while nobody touches the mouse: a browser in a mode of its own has no other full screen. */
let stillness = 0;
function move() {
  document.body.classList.remove("is-still");
  clearTimeout(stillness);
  stillness = setTimeout(() => document.body.classList.add("is-still"), STILL_MS);
}
document.addEventListener("mousemove", move);
document.addEventListener("pointerdown", move);
move();

/* The hall's machine does not go to sleep in the middle of a speech. */
async function stayAwake() { try { await navigator.wakeLock?.request("screen"); } catch { /* it may not: the machine's own setting holds */ } }
document.addEventListener("visibilitychange", () => { if (!document.hidden) stayAwake(); });

stayAwake();
show();
fetchPictures();
ask();
