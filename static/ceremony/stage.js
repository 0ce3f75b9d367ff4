/* The script on the telephone of the one who calls. With a line it shows what is on the stage (remote.js); without one the
   whole script as it was at the last exchange, which the telephone keeps, with what was read marked on it. Signing out and
   the end of the ceremony take it off the telephone. */

import { isOpenedFromHere, keepPage } from "../_house/kept.js";

const EVERY_MS = 15000, SOON_MS = 2000, PATIENCE_MS = 8000, KEPT_MS = 24 * 3600 * 1000, LOST_AFTER = 3;
const stage = document.querySelector("[data-stage]"), reading = document.querySelector("#toan-van"), words = document.querySelector("#toan-van-luc");
const { whole: wholeAt, page, worker, person, edition } = stage.dataset;
const name = `contest.stage:${edition}:${person}`, store = `contest-stage-${person}`;
const clock = (at) => new Date(at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
const state = document.querySelector(".live-state"), told = document.querySelector("#giu-lai");
let kept = { html: "", mark: "", at: 0, run: "", read: [], up: "", part: "" }, failed = 0, lostAt = 0, up = "", part = "", soon = 0;
try { kept = { ...kept, ...JSON.parse(localStorage.getItem(name) || "{}") }; } catch { /* what cannot be read is fetched anew */ }
if (Date.now() - kept.at > KEPT_MS) forget();

function save() { try { localStorage.setItem(name, JSON.stringify(kept)); } catch { /* no room: the page on show remains */ } }
function forget() {
  kept = { html: "", mark: "", at: 0, run: "", read: [], up: "", part: "" };
  localStorage.removeItem(name);
}

/* Who signs out, and the end of the ceremony, leave no names on the telephone. */
function leave() {
  forget();
  told.hidden = true;
  if ("caches" in window) caches.delete(store);
}

/* ---- what is kept */
async function exchange() {
  if (document.hidden) return;
  try {
    const headers = kept.mark ? { "If-None-Match": kept.mark } : {};
    const answer = await fetch(wholeAt, { headers, cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.status === 200) take(await answer.text(), answer.headers.get("ETag") || "");
    else if (answer.status !== 304) return;
    kept.at = Date.now();
    save();
  } catch { /* remote.js tells that the line is gone */ }
}

function take(html, mark) {
  const list = new DOMParser().parseFromString(html, "text/html").querySelector("[data-run]");
  if (!list || "ended" in list.dataset) { leave(); return; }
  // Another run begins with nothing read.
  if (list.dataset.run !== kept.run) kept.read = [];
  kept = { ...kept, html, mark, run: list.dataset.run };
  if (!reading.hidden) draw();
}

/* ---- with and without a line */
document.addEventListener("lead:line", ({ detail }) => {
  failed = detail.isLost ? failed + 1 : 0;
  if (!failed) { lostAt = 0; back(); return; }
  lostAt ||= Date.now();
  if (failed >= LOST_AFTER && kept.html && reading.hidden) read();
});

function read() {
  draw();
  stage.hidden = state.hidden = true;
  reading.hidden = words.hidden = false;
  words.textContent = `Mất kết nối từ ${clock(lostAt)}. Đây là lời dẫn giữ trên máy: thứ tự và người vắng theo lúc ${clock(kept.at)}. Bấm “Đã đọc” để nhớ chỗ; dấu ấy chỉ nằm trên máy này.`;
  history.scrollRestoration = "manual";
  requestAnimationFrame(() => (placeToRead() || reading).scrollIntoView({ behavior: "instant" }));
}

/* Where the stage was when it was last seen, or the last that was marked as read, whichever is further on. */
function placeToRead() {
  const parts = [...reading.querySelectorAll(".say-part")];
  const seen = reading.querySelector(`[data-call="${CSS.escape(kept.up)}"]`)
    || parts.find((each) => each.querySelector("h2").textContent === kept.part) || reading.querySelector("[aria-current]");
  const marked = [...reading.querySelectorAll(".is-read")].at(-1);
  if (!seen || !marked) return marked || seen;
  return seen.compareDocumentPosition(marked) & Node.DOCUMENT_POSITION_FOLLOWING ? marked : seen;
}

function draw() {
  reading.innerHTML = kept.html;
  mark(reading);
}

function back() {
  if (reading.hidden) return;
  stage.hidden = state.hidden = false;
  reading.hidden = words.hidden = true;
  reading.replaceChildren();
  mark(stage);
  exchange();
}

/* ---- what was read */
function mark(where) {
  for (const line of where.querySelectorAll("li[data-call]")) {
    const isRead = kept.read.includes(line.dataset.call);
    line.classList.toggle("is-read", isRead);
    let button = line.querySelector(".say-read");
    if (!button) {
      button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-secondary btn-sm say-read";
      line.append(button);
    }
    button.textContent = isRead ? "✓ Đã đọc" : "Đánh dấu đã đọc";
    button.setAttribute("aria-pressed", String(isRead));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(".say-read"), call = button?.closest("[data-call]").dataset.call;
  if (!call) return;
  kept.read = kept.read.includes(call) ? kept.read.filter((each) => each !== call) : [...kept.read, call];
  save();
  mark(button.closest("[data-stage], #toan-van"));
});
document.addEventListener("lead:shown", () => {
  if (stage.querySelector("[data-ended]")) leave();
  mark(stage);
  follow();
  kept.up = up;
  kept.part = part;
  save();
  clearTimeout(soon);
  soon = setTimeout(exchange, SOON_MS);
});

/* Whose slide comes up comes under the eyes; a new part begins at its head. */
function follow() {
  const line = stage.querySelector(".is-up"), head = stage.querySelector(".say h2");
  const isNewPart = part && head && head.textContent !== part, isNewLine = line && line.dataset.call !== up;
  up = line?.dataset.call || "";
  part = head?.textContent || "";
  if (isNewPart) head.scrollIntoView();
  else if (isNewLine) line.scrollIntoView({ block: "center" });
}

document.querySelector("form[action$='/dang-xuat']")?.addEventListener("submit", leave);
mark(stage);
follow();
setInterval(exchange, EVERY_MS);
document.addEventListener("visibilitychange", exchange);
await exchange();
const isKept = kept.html && await keepPage({ page, worker, store, prefix: "contest-stage-" }).catch(() => isOpenedFromHere(page));
if (isKept) {
  told.textContent = "Lời dẫn đã giữ trên máy: mất mạng vẫn mở lại và đọc tiếp được.";
}
