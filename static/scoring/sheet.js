/* The score card at hand: total while typing, drafts kept by themselves, nothing lost without a signal.

   Whatever is typed goes to this device's own store at once and stays there until the server has acknowledged it.
   Each save carries a key of its own, so that one sent twice counts once, and the version it was made upon, so that
   two devices never overwrite each other unseen. */

import { cardOf } from "./card.js";
import { askWhich } from "./elsewhere.js";
import { bodyOf, keyOf, reachable, refreshKept, sendWaiting, waiting } from "./waiting.js";

const form = document.getElementById("phieu");
const card = cardOf(form);
const state = document.getElementById("trang-thai-luu");
const elsewhere = document.getElementById("noi-khac");
const others = document.getElementById("cho-gui");
const storeKey = keyOf(location.pathname, form.dataset.judge);
const SENT = "contest.sheet:sent";
const QUIET = 700;
const AGAIN = 15000;

/* ---- the state of saving, always in sight */
function say(words, kind) {
  state.textContent = words;
  state.dataset.kind = kind;
}

/* ---- the device's own store */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
}
function stored() {
  try { return JSON.parse(localStorage.getItem(storeKey) || "null"); } catch { return null; }
}
function remember(pending) {
  try { localStorage.setItem(storeKey, JSON.stringify(pending)); } catch { /* a full or closed store: the server is asked at once */ }
}
function forget() {
  try { localStorage.removeItem(storeKey); } catch { /* nothing was kept */ }
}
/* ---- saving: one at a time, the newest last */
let pending = null;
let sending = null;
let timer = 0;
// The form itself is on its way: a draft sent beside it would meet it as if from another device.
let leaving = false;

function changed() {
  leaving = false;
  pending = { ...card.snapshot(), version: form.elements.version.value, key: newKey(), at: Date.now() };
  remember(pending);
  card.refresh();
  clearTimeout(timer);
  if (card.isBad()) { say("Chưa lưu: có ô cần sửa", "bad"); return; }
  if (navigator.onLine === false) {
    pending.late = true;
    remember(pending);
    say("Chưa có mạng – đang giữ trên máy", "waiting");
    return;
  }
  say("Đang lưu…", "");
  timer = setTimeout(save, QUIET);
}

function save() {
  clearTimeout(timer);
  if (sending) return sending;
  if (!pending || leaving || elsewhere.dataset.asking || card.isBad()) return Promise.resolve();
  sending = send(pending, true).finally(() => { sending = null; });
  // What was typed meanwhile follows at once; after a failure only a timer, a signal or a person tries again.
  return sending.then((arrived) => (arrived && pending ? save() : undefined));
}

let waitingAgain = 0;
function later() {
  clearTimeout(waitingAgain);
  waitingAgain = setTimeout(() => { waitingAgain = 0; save(); }, AGAIN);
}

async function send(what, mayRenew) {
  const body = bodyOf(what, form.elements.csrf_token.value);
  let answer;
  try {
    answer = await fetch(form.getAttribute("action") || location.pathname, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin", keepalive: true });
  } catch {
    what.late = true;
    if (pending === what) remember(pending);
    say("Chưa có mạng – đang giữ trên máy", "waiting");
    later();
    return false;
  }
  const told = await answer.json().catch(() => null);
  if (answer.ok && told) { acknowledged(what, told); return true; }
  if (answer.status === 400 && mayRenew) {
    const fresh = await renewed();
    if (fresh === "renewed") return send(what, false);
    if (fresh === "signed out") return signedOut();
  }
  if (answer.status === 401) return signedOut();
  if (answer.status === 409 && told && told.now) return ask(told);
  if (answer.status === 422 && told) return refused(told);
  say("Chưa lưu được – đang giữ trên máy", "waiting");
  later();
  return false;
}

function acknowledged(what, told) {
  form.elements.version.value = told.version;
  if (pending && pending.key === what.key) { pending = null; forget(); }
  else if (pending) { pending.version = told.version; remember(pending); }
  card.clear();
  say(`Đã lưu ${told.saved}`, "done");
  refreshKept(location.pathname, null).catch(() => {});
  // Handed in while there was no line, and this card is open again: show it as it is now.
  if (told.state !== "draft" && what.deed === "nop") location.reload();
}

/* A page left open over night has an old token: the page itself gives a new one, or sends us to sign in. */
async function renewed() {
  try {
    const answer = await fetch(location.pathname, { credentials: "same-origin" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#phieu [name=csrf_token]");
    if (!fresh) return answer.redirected ? "signed out" : "";
    form.elements.csrf_token.value = fresh.value;
    return "renewed";
  } catch { return ""; }
}

function signedOut() {
  say("", "bad");
  const link = document.createElement("a");
  link.href = `/dang-nhap?next=${encodeURIComponent(location.pathname)}`;
  link.textContent = "Đăng nhập lại để lưu – điểm đang giữ trên máy";
  state.replaceChildren(link);
  return false;
}

function refused(told) {
  let placed = false;
  for (const detail of told.error.details) {
    const cell = card.named(detail.where);
    if (cell) { card.tell(cell, detail.message); placed = true; }
  }
  say(placed ? "Chưa lưu: có ô cần sửa" : told.error.message, "bad");
  return false;
}

/* ---- two devices */
function ask(told) {
  elsewhere.dataset.asking = "yes";
  const keepHere = () => { form.elements.version.value = told.now.version; done(); changed(); };
  const takeThere = () => {
    form.elements.version.value = told.now.version;
    pending = null;
    forget();
    done();
    card.fill({ values: told.now.cells, comment: told.now.comment });
    card.refresh();
    say("Đã lấy bản đã lưu", "done");
    if (told.now.state !== "draft") location.reload();
  };
  askWhich(elsewhere, card.differences(told.now), keepHere, takeThere);
  say("Hai nơi cùng sửa phiếu", "bad");
  return false;
}
function done() {
  delete elsewhere.dataset.asking;
  elsewhere.hidden = true;
}

/* ---- hands on */
form.addEventListener("input", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (cell && !card.fault(cell)) card.tell(cell, "");
  changed();
});
form.addEventListener("change", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (cell) card.tell(cell, card.fault(cell));
});
for (const cell of card.cells) {
  for (const step of cell.querySelectorAll(".step")) {
    step.hidden = false;
    step.addEventListener("click", () => { card.stepBy(cell, Number(step.dataset.by)); changed(); });
  }
}
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches(".cell-input input")) return;
  event.preventDefault();
  const all = [...form.querySelectorAll(".cell-input input, textarea")];
  const next = all[all.indexOf(event.target) + 1];
  if (next) next.focus();
});

/* ---- handing in: to the server when it answers, else kept here and sent as handed in as soon as it does */
function blank() {
  return Object.values(card.snapshot().values).some((value) => value === "");
}
function nought() {
  return Object.values(card.snapshot().values).every((value) => /^0+([.,]0+)?$/.test(value));
}

function handInLater() {
  leaving = false;
  const missing = blank() || (form.dataset.comment === "required" && !form.elements.comment.value.trim());
  if (missing || card.isBad() || nought()) {
    const why = nought() ? "tổng điểm là 0 cần xác nhận khi có mạng" : "còn mục chưa nhập hoặc cần sửa";
    say(`Chưa có mạng – điểm giữ trên máy; chưa nộp được: ${why}`, "waiting");
    return;
  }
  pending = { ...card.snapshot(), version: form.elements.version.value, key: newKey(), at: Date.now(), deed: "nop", late: true };
  remember(pending);
  say("Đã ghi, sẽ nộp khi có mạng", "waiting");
  const next = document.querySelector(".card-nav a[rel=next]") || document.querySelector(".card-nav a:not([rel])");
  location.assign(next.href);
}

form.addEventListener("submit", async (event) => {
  if (event.defaultPrevented || form.dataset.goes === "yes") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  clearTimeout(timer);
  const pressed = event.submitter;
  // What is on its way arrives first, else the form would meet its own draft.
  if (sending) await sending;
  leaving = true;
  if (!(await reachable())) {
    if (pressed && pressed.value === "luu") { leaving = false; changed(); } else handInLater();
    return;
  }
  // The answer is another page; whether it arrived is seen by the version when this sheet is opened again.
  if (pending) sessionStorage.setItem(SENT, storeKey);
  form.dataset.goes = "yes";
  form.requestSubmit(pressed || undefined);
  delete form.dataset.goes;
}, { capture: true });

/* ---- sheets of other entries that wait on this device */
async function sendOthers() {
  const own = form.dataset.judge;
  const show = (count) => { others.hidden = !count; others.textContent = count ? `${count} phiếu khác đang chờ gửi` : ""; };
  const count = waiting(own).filter((each) => each.path !== location.pathname).length;
  show(count);
  if (count && navigator.onLine !== false) show((await sendWaiting(own, location.pathname)).left);
}
sendOthers();
setInterval(sendOthers, AGAIN);

// Nothing came of it: the page is still here, or here again.
window.addEventListener("pageshow", () => { leaving = false; });
window.addEventListener("online", () => { leaving = false; save(); sendOthers(); });
window.addEventListener("offline", () => { if (pending) say("Chưa có mạng – đang giữ trên máy", "waiting"); });
document.addEventListener("visibilitychange", () => save());

/* ---- coming back to a sheet that was never acknowledged */
function comeBack() {
  let kept = stored();
  const wasSent = sessionStorage.getItem(SENT) === storeKey;
  if (wasSent) sessionStorage.removeItem(SENT);
  if (kept && wasSent && String(kept.version) !== form.elements.version.value) {
    forget();
    kept = null;
  }
  if (!kept) return;
  if (form.dataset.open !== "yes") {
    const words = Object.values(kept.values).map((value) => value || "–").join("; ");
    elsewhere.textContent = `Trên máy này còn điểm chưa gửi được: ${words}. Phiếu hiện không nhận điểm; xin báo thư ký hội đồng nếu cần.`;
    elsewhere.hidden = false;
    return;
  }
  if (form.dataset.bad === "yes") {
    // The server has just answered with what was typed, which is the same or newer.
    pending = { ...card.snapshot(), version: form.elements.version.value, key: newKey(), at: Date.now() };
    remember(pending);
    return;
  }
  pending = { ...kept, late: true };
  card.fill(kept);
  say(kept.deed === "nop" ? "Đã ghi, sẽ nộp khi có mạng" : "Có điểm giữ trên máy, đang gửi…", "waiting");
  save();
}
comeBack();

/* On a slow line somebody types before this script is here. Values a browser brings back by itself (reload, back) are
   not what was typed now and must not overwrite a newer draft, so only a page that was freshly opened is looked at. */
const opened = performance.getEntriesByType("navigation")[0]?.type === "navigate";
const typedEarly = [...form.querySelectorAll(".cell-input input, textarea")].some((box) => box.value !== box.defaultValue);
if (opened && typedEarly && !pending && form.dataset.open === "yes" && form.dataset.bad !== "yes") changed();
if (form.dataset.open === "yes") card.refresh();
if (window.matchMedia("(min-width: 75rem)").matches) document.getElementById("ho-so").open = true;
