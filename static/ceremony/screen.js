/* The screen in the hall: follows the telephone within a second, and has every slide of the evening at hand, after a
   reload without a line, too (screenkept.js). While the line is gone the keys lead, or a clicker, which is a keyboard;
   they do nothing while it holds, so that nothing is shown before it is called out. Back on the line it goes where the
   telephone went meanwhile; if that is nowhere it stays where it is until the telephone presses something, and says so. */

import { screenStore } from "./screenkept.js";

const ASK_MS = 700, PATIENCE_MS = 3000, SAY_MS = 10000, LOST_AFTER = 3, ANEW_MS = 60000, STILL_MS = 5000;
const { now: nowAt, slides: slidesAt, say: sayAt, token, page, worker, show: showId } = document.body.dataset;
const stage = document.querySelector("#trang"), line = document.querySelector(".screen-line"), full = document.querySelector(".screen-full");
let at = document.body.dataset.at, version = 0, waits = false, isOver = false, failed = 0, isAstray = false, saidAt = 0, saidWhat = "", fetchedAt = Date.now(), isFetching = false, held = "", round = 0, lostAt = "", urls = [];
const store = await screenStore({ page, worker, show: showId }).catch(() => null);
const clock = () => new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });

const all = () => [...stage.querySelectorAll(".slide")];
const shownSlides = () => all().filter((slide) => slide.dataset.key);
const mark = () => stage.querySelector(".deck")?.dataset.mark;
const isLost = () => failed >= LOST_AFTER || !navigator.onLine;

function show() {
  // Once the show is over the title stays on the wall.
  const key = isOver ? "mo-dau" : waits ? "" : at;
  // A slide that is not there yet (somebody came late) is fetched; what is up stays up meanwhile.
  const wanted = all().find((slide) => slide.dataset.key === key) || all().find((slide) => !slide.hidden) || shownSlides()[0];
  for (const slide of all()) slide.hidden = slide !== wanted;
  line.hidden = !isLost();
  if (!isLost()) lostAt = "";
  else if (!lostAt) {
    lostAt = clock();
    line.textContent = `Mất kết nối từ ${lostAt}: dùng phím mũi tên, phím cách hoặc bút trình chiếu để chuyển trang`;
  }
  if (isOver) store?.forget();
  else store?.stand({ at, version, waits, isAstray });
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
    put(words);
    store?.keep("trang", new TextEncoder().encode(words)).catch(() => {});
  } finally {
    isFetching = false;
  }
}

/* All slides anew. Whose slide is up and is none any more (they did not come after all) stay up until the next press. */
function put(words) {
  const up = all().find((slide) => !slide.hidden && slide.dataset.key === at);
  stage.innerHTML = words;
  for (const url of urls.splice(0)) URL.revokeObjectURL(url);
  if (up && !all().some((slide) => slide.dataset.key === at)) stage.querySelector(".deck").append(up);
  show();
  fetchPictures();
}

/* One after the other, the shown one first: the line is for the telephone's steps before it is for pictures. */
async function fetchPictures() {
  const mine = ++round, waiting = [...stage.querySelectorAll("img[data-src]")];
  while (waiting.length && mine === round) {
    const place = waiting.findIndex((image) => !image.closest(".slide").hidden);
    const [image] = waiting.splice(Math.max(place, 0), 1);
    const bytes = await pictureOf(image.dataset.src);
    if (!bytes || mine !== round) continue;
    urls.push(URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" })));
    await new Promise((done) => { image.onload = image.onerror = done; image.src = urls.at(-1); });
  }
}

/* As the house has it now; without a line as it was kept. One that may not be shown any more is not. */
async function pictureOf(address) {
  try {
    const answer = await fetch(address, { cache: "no-cache", signal: AbortSignal.timeout(10 * PATIENCE_MS) });
    if (!answer.ok) return null;
    const bytes = await answer.arrayBuffer();
    store?.keep(address, bytes).catch(() => {});
    return bytes;
  } catch { return (await store?.read(address)) ?? null; }
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
  const step = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 }[event.key];
  if (!step || !isLost() || event.target.closest?.("button")) return;
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

/* From the house; when it does not answer, from what this tab kept, where it stood. */
async function begin() {
  if (store?.state) ({ at, version, waits, isAstray } = store.state);
  await fetchAnew().catch(() => {});
  if (!mark()) {
    const kept = await store?.read("trang");
    if (kept) { failed = LOST_AFTER; put(new TextDecoder().decode(kept)); }
  }
  document.querySelector(".screen-wait").hidden = true;
  show();
  ask();
  if (await store?.keepPage()) document.querySelector(".screen-kept").hidden = false;
}

stayAwake();
begin();
