/* Many sheets on a wide screen. Each line is kept and saved exactly as the card of one entry keeps and saves it: in this
   device's own store first, under the sheet's address, with a key for each save and the version it was made upon. */

import { askWhich } from "./elsewhere.js";
import { moves } from "./gridmoves.js";
import { rowOf } from "./gridrow.js";
import { bodyOf, keyOf, refreshKept, sendWaiting, waiting } from "./waiting.js";

const table = document.getElementById("bang");
const { judge } = table.dataset;
const needsComment = table.dataset.comment === "required";
const status = document.getElementById("trang-thai-luu");
const undo = document.getElementById("hoan-tac");
const all = document.getElementById("nop-het");
const token = table.querySelector("[name=csrf_token]");
const rows = [...table.querySelectorAll("tbody tr[data-path]")].map((line) => rowOf(line, needsComment));
const QUIET = 700, AGAIN = 15000;
const own = rows.map((row) => row.path);
const refreshing = new Set();
let note = "", paused = "", timer = 0, refreshTimer = 0, running = null;

const newKey = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(12)))).replaceAll("+", "-").replaceAll("/", "_");
const storeKey = (row) => keyOf(row.path, judge);
function stored(row) { try { return JSON.parse(localStorage.getItem(storeKey(row)) || "null"); } catch { return null; } }
function remember(row) { try { localStorage.setItem(storeKey(row), JSON.stringify(row.pending)); } catch { /* a full or closed store: the server is asked at once */ } }
function forget(row) { try { localStorage.removeItem(storeKey(row)); } catch { /* nothing was kept */ } }

/* ---- what is said above the table */
function summary() {
  const wait = rows.filter((row) => row.pending && !row.isBad() && !row.asking).length;
  const bad = rows.filter((row) => row.isBad()).length;
  const asking = rows.filter((row) => row.asking).length;
  const said = [note];
  if (asking) said.push(`${asking} phiếu vừa được lưu ở nơi khác, xin chọn bản muốn giữ`);
  if (bad) said.push(`${bad} phiếu có ô cần sửa, chưa lưu`);
  if (wait && paused) said.push(`${paused} – ${wait} phiếu giữ trên máy`);
  else if (wait) said.push(`Đang lưu ${wait} phiếu…`);
  const settled = !asking && !bad && !wait && rows.some((row) => row.done);
  if (settled) said.push("Đã lưu mọi thay đổi");
  const words = said.filter(Boolean).join(". ");
  if (words && status.textContent !== words) status.textContent = words;
  status.dataset.kind = asking || bad ? "bad" : wait && paused ? "waiting" : settled ? "done" : "";
  const whole = rows.filter((row) => row.isWhole()).length;
  all.hidden = whole < 2;
  all.querySelector("span").textContent = `Nộp ${whole} phiếu đã đủ điểm`;
}

/* ---- typing */
function changed(row, place) {
  if (!row.isOpen()) return;
  row.touched.add(place);
  row.pending = { ...row.snapshot(), version: row.version, key: newKey(), at: Date.now() };
  remember(row);
  row.refresh();
  row.mark("waiting", row.isBad() ? "Có ô cần sửa" : "Chưa lưu", new Set([place]));
  clearTimeout(timer);
  timer = setTimeout(pump, QUIET);
  summary();
}

/* ---- saving: one sheet after the other, in the order they were typed */
function pump() {
  clearTimeout(timer);
  running ||= go().finally(() => { running = null; summary(); });
  return running;
}

async function go() {
  for (;;) {
    const ready = rows.filter((row) => row.pending && !row.asking && !row.isBad() && !row.refused);
    if (!ready.length) break;
    ready.sort((a, b) => a.pending.at - b.pending.at);
    summary();
    if (!(await send(ready[0], true))) { if (paused) { clearTimeout(timer); timer = setTimeout(pump, AGAIN); break; } }
  }
  const { left } = waiting(judge).some((each) => !own.includes(each.path)) && !paused ? await sendWaiting(judge, ...own) : { left: 0 };
  if (left) note = `${left} phiếu khác đang chờ gửi`;
}

async function send(row, mayRenew) {
  const what = row.pending;
  let answer;
  try {
    answer = await fetch(row.path, { method: "POST", body: bodyOf(what, token.value), headers: { Accept: "application/json" }, credentials: "same-origin" });
  } catch { what.late = true; remember(row); paused = "Chưa có mạng"; return false; }
  const told = await answer.json().catch(() => null);
  if (answer.ok && told) { acknowledged(row, what, told); return true; }
  if (answer.status === 400 && mayRenew && (await renewed())) return send(row, false);
  if (answer.status === 401 || answer.status === 400) return signedOut();
  if (answer.status === 409 && told?.now) return ask(row, told.now);
  if (answer.status === 422 && told) return refused(row, told);
  paused = "Chưa lưu được";
  return false;
}

function acknowledged(row, what, told) {
  paused = "";
  row.version = String(told.version);
  row.done = true;
  if (row.pending.key === what.key) { row.pending = null; forget(row); }
  else { row.pending.version = row.version; remember(row); }
  if (!row.pending) { row.mark("saved", `Đã lưu ${told.saved}`, row.touched); row.touched.clear(); }
  if (told.state !== "draft") row.lock(told.state === "submitted" ? "Đã nộp" : "Đã đóng");
  refreshing.add(row.path).add(location.pathname + location.search);
  clearTimeout(refreshTimer);
  refreshTimer = setTimeout(freshen, 4000);
}

/* What was fetched ahead grows young when the hands rest. */
async function freshen() {
  for (const path of [...refreshing]) { refreshing.delete(path); await refreshKept(path, null).catch(() => {}); }
}

async function renewed() {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#bang [name=csrf_token]");
    if (fresh) token.value = fresh.value;
    return Boolean(fresh);
  } catch { return false; }
}

function signedOut() {
  paused = "Phiên đăng nhập đã hết";
  const link = document.createElement("a");
  link.href = `/dang-nhap?next=${encodeURIComponent(location.pathname)}`;
  link.textContent = "Đăng nhập lại để lưu – điểm đang giữ trên máy";
  note = "";
  queueMicrotask(() => setTimeout(() => status.replaceChildren(link)));
  return false;
}

function refused(row, told) {
  row.refused = true;
  let placed = false;
  for (const detail of told.error.details) {
    const cell = row.named(detail.where);
    if (cell) { row.tell(cell, detail.message); placed = true; }
  }
  row.mark("bad", placed ? "Có ô cần sửa" : told.error.message);
  return false;
}

/* ---- two windows or devices on one sheet: both values are shown under the line, a person decides */
function ask(row, now) {
  row.asking = true;
  const line = document.createElement("tr"), cell = document.createElement("td"), place = document.createElement("div");
  cell.colSpan = row.line.cells.length;
  place.className = "elsewhere";
  line.className = "grid-ask";
  cell.append(place);
  line.append(cell);
  row.line.after(line);
  const close = () => { row.asking = false; row.version = String(now.version); line.remove(); };
  const keepHere = () => { close(); changed(row, row.places[0]); row.places[0].focus(); };
  const takeThere = () => {
    close();
    row.pending = null;
    forget(row);
    row.fill({ values: now.cells, comment: now.comment });
    row.touched.clear();
    row.mark("saved", "Đã lấy bản đã lưu");
    if (now.state !== "" && now.state !== "draft") row.lock(now.state === "submitted" ? "Đã nộp" : "Đã đóng");
    summary();
  };
  row.mark("bad", "Hai nơi cùng sửa");
  askWhich(place, row.differences(now), keepHere, takeThere);
  return false;
}

/* ---- handing in: sent as handed in, or kept so until there is a line */
function handIn(row) {
  if (!row.isWhole() || row.asking) return;
  row.pending = { ...row.snapshot(), version: row.version, key: newKey(), at: Date.now(), deed: "nop" };
  row.refused = false;
  remember(row);
  row.mark("waiting", "Đang nộp…");
  pump();
}

/* ---- hands on */
moves(table, rows, (told) => {
  note = [
    `Đã dán ${told.changed.length} ô`,
    told.locked ? `bỏ qua ${told.locked} ô của phiếu đã nộp` : "",
    told.outside ? `${told.outside} ô nằm ngoài bảng` : "",
    told.unknown ? `${told.unknown} ô không có trong lựa chọn` : "",
  ].filter(Boolean).join(", ");
  for (const { row, place } of told.changed) { row.refused = false; changed(row, place); }
  undo.hidden = !told.changed.length;
  undo.onclick = () => {
    for (const { row, place, was } of told.changed) if (row.isOpen()) { place.value = was; row.refused = false; changed(row, place); }
    note = "Đã hoàn tác lần dán";
    undo.hidden = true;
    summary();
  };
  summary();
});
for (const row of rows) {
  for (const place of row.places) {
    place.addEventListener("input", () => { row.refused = false; note = ""; changed(row, place); });
  }
  row.button?.addEventListener("click", () => handIn(row));
}
all.addEventListener("click", () => rows.filter((row) => row.isWhole()).forEach(handIn));
window.addEventListener("online", () => { paused = ""; pump(); });
document.addEventListener("visibilitychange", () => { if (rows.some((row) => row.pending)) pump(); });

/* ---- coming back to lines that were never acknowledged */
for (const row of rows) {
  const kept = stored(row);
  if (!kept) continue;
  if (!row.isOpen()) { note = "Trên máy này còn điểm chưa gửi được của phiếu đã đóng; mở phiếu đó để xem"; continue; }
  row.fill(kept);
  row.pending = { ...kept, late: true };
  row.places.forEach((place) => row.touched.add(place));
  row.mark("waiting", "Chưa lưu");
}
rows.forEach((row) => row.refresh());
summary();
if (rows.some((row) => row.pending)) pump();
