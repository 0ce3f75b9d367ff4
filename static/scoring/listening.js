/* The page of listening: the clock, and notes that keep themselves: on this device at once, on the server when there is a
   line, each save with a key and the version it was written upon. */

import { askWhich } from "./elsewhere.js";
import { timerOf } from "./timer.js";
import { reachable, refreshKept } from "./waiting.js";

const form = document.getElementById("ghi-chu");
const box = form.elements.text;
const state = document.getElementById("trang-thai-luu");
const elsewhere = document.getElementById("noi-khac");
const storeKey = `contest.note:${location.pathname}:${form.dataset.judge}`;
const isOpen = form.dataset.open === "yes";
const QUIET = 900, AGAIN = 15000;
let pending = null, sending = false, asking = false, timer = 0;

const newKey = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(12)))).replaceAll("+", "-").replaceAll("/", "_");
function say(words, kind) { state.textContent = words; state.dataset.kind = kind; }
function remember() { try { localStorage.setItem(storeKey, JSON.stringify(pending)); } catch { /* the server is asked at once */ } }
function forget() { try { localStorage.removeItem(storeKey); } catch { /* nothing was kept */ } }

function changed() {
  pending = { text: box.value, spoken: form.elements.spoken.value, version: form.elements.version.value, key: newKey() };
  remember();
  say("Đang lưu…", "");
  clearTimeout(timer);
  timer = setTimeout(save, QUIET);
}

async function save() {
  clearTimeout(timer);
  if (!pending || sending || asking) return;
  sending = true;
  const arrived = await send(pending, true);
  sending = false;
  if (arrived && pending) save();
  else if (!arrived && !asking) timer = setTimeout(save, AGAIN);
}

async function send(what, mayRenew) {
  const body = new FormData();
  body.set("csrf_token", form.elements.csrf_token.value);
  for (const [name, value] of [["text", what.text], ["spoken", what.spoken], ["version", what.version], ["save_key", what.key]]) body.set(name, value);
  let answer;
  try {
    answer = await fetch(location.pathname, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin", keepalive: body.get("text").length < 20000 });
  } catch { say("Chưa có mạng – đang giữ trên máy", "waiting"); return false; }
  const told = await answer.json().catch(() => null);
  if (answer.ok && told) {
    form.elements.version.value = told.version;
    if (pending.key === what.key) { pending = null; forget(); say(`Đã lưu ${told.saved}`, "done"); }
    else { pending.version = told.version; remember(); }
    refreshKept(location.pathname, null).catch(() => {});
    return true;
  }
  if (answer.status === 400 && mayRenew && (await renewed())) return send(what, false);
  if (answer.status === 401 || answer.status === 400) return signedOut();
  if (answer.status === 409 && told?.now) return ask(told.now);
  say(told?.error?.message || "Chưa lưu được – đang giữ trên máy", "bad");
  return false;
}

async function renewed() {
  try {
    const answer = await fetch(location.pathname, { credentials: "same-origin" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#ghi-chu [name=csrf_token]");
    if (fresh) form.elements.csrf_token.value = fresh.value;
    return Boolean(fresh);
  } catch { return false; }
}

function signedOut() {
  const link = document.createElement("a");
  link.href = `/dang-nhap?next=${encodeURIComponent(location.pathname)}`;
  link.textContent = "Đăng nhập lại để lưu – ghi chú đang giữ trên máy";
  state.replaceChildren(link);
  state.dataset.kind = "bad";
  return false;
}

function ask(now) {
  asking = true;
  const done = () => { asking = false; elsewhere.hidden = true; form.elements.version.value = now.version; };
  askWhich(elsewhere, [`Nơi khác: ${now.text || "để trống"}`], () => { done(); changed(); }, () => {
    done();
    box.value = now.text;
    pending = null;
    forget();
    say("Đã lấy bản đã lưu", "done");
  }, "ghi chú", "ghi chú");
  say("Hai nơi cùng sửa ghi chú", "bad");
  return false;
}

const clock = document.getElementById("dong-ho");
if (clock) timerOf(clock, (spoken) => { if (isOpen) { form.elements.spoken.value = spoken; changed(); } });

if (isOpen) {
  box.addEventListener("input", changed);
  window.addEventListener("online", save);
  document.addEventListener("visibilitychange", save);
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(storeKey) || "null"); } catch { /* nothing was kept */ }
  if (kept && form.dataset.bad !== "yes") {
    pending = kept;
    box.value = kept.text;
    form.elements.spoken.value = kept.spoken;
    say("Có ghi chú giữ trên máy, đang gửi…", "waiting");
    save();
  }
  form.addEventListener("submit", (event) => { event.preventDefault(); if (!pending) changed(); save(); });
}

/* A photograph needs a line: without one it stays in the telephone's own album. */
const photo = document.getElementById("gui-anh");
photo?.addEventListener("submit", async (event) => {
  if (photo.dataset.goes === "yes") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (await reachable()) { photo.dataset.goes = "yes"; photo.requestSubmit(); return; }
  const place = document.getElementById("anh-cho");
  place.textContent = "Chưa có mạng nên chưa gửi được ảnh. Ảnh vẫn trong máy của ông/bà; gửi lại khi có mạng.";
  place.hidden = false;
}, { capture: true });
