/* The page of tasks: fetches the dossiers ahead for a place without a line, and sends what waits when there is one. */

import { sendWaiting, waiting } from "./waiting.js";

const place = document.getElementById("tai-san");
const bar = document.getElementById("cho-gui");
const { judge, list, worker } = place.dataset;
const here = new URL(list, location.href).pathname;
const STORE = `contest-judge-${judge}`;
const NOTE = `contest.ahead:${judge}:${list}`;
const AT_ONCE = 3;
// Films are looked at when there is a line.
const LARGEST = 60 * 1024 * 1024;

/* ---- what waits */
async function send() {
  show(waiting(judge).length, []);
  if (!waiting(judge).length || navigator.onLine === false) return;
  const { left, ask } = await sendWaiting(judge);
  show(left, ask);
  if (!left && bar.dataset.waited === "yes") location.reload();
}

function show(count, ask) {
  bar.hidden = count === 0;
  if (!count) return;
  bar.dataset.waited = "yes";
  const words = document.createElement("p");
  words.textContent = `${count} phiếu đang giữ trên máy, chờ có mạng để gửi.`;
  const lines = ask.map((path) => {
    const link = document.createElement("a");
    link.href = path;
    link.textContent = "Có phiếu cần ông/bà xem lại trước khi gửi";
    return link;
  });
  bar.replaceChildren(words, ...lines);
}

window.addEventListener("online", send);
setInterval(() => { if (waiting(judge).length) send(); }, 15000);

/* ---- fetching ahead */
const said = place.querySelector("[role=status]");
const button = place.querySelector("button");
const meter = place.querySelector("progress");

async function only() {
  for (const name of await caches.keys()) {
    if (name.startsWith("contest-judge-") && name !== STORE) await caches.delete(name);
  }
}

function evidenceOf(text, address) {
  const found = new DOMParser().parseFromString(text, "text/html");
  const links = [...found.querySelectorAll("#ho-so a[href], #ho-so img[src], #ho-so source[src]")];
  const all = links.map((each) => new URL(each.getAttribute("href") || each.getAttribute("src"), address));
  return [...new Set(all.filter((url) => url.origin === location.origin && url.pathname.includes("/tep/")).map(String))];
}

/* Styles, scripts and pictures of a page; modules that scripts import are named there for this and for speed. */
function assetsOf(text) {
  const found = new DOMParser().parseFromString(text, "text/html");
  const all = [...found.querySelectorAll("link[rel=stylesheet], link[rel=modulepreload], link[rel=icon], script[src], header img[src]")];
  return [...new Set(all.map((each) => new URL(each.getAttribute("href") || each.getAttribute("src"), location.href).href))];
}

async function keep(store, address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  if (Number(answer.headers.get("Content-Length") || 0) > LARGEST) { answer.body?.cancel(); return null; }
  await store.put(address, answer.clone());
  return answer;
}

async function fetchAhead() {
  button.disabled = true;
  meter.hidden = false;
  const [store, assets] = await Promise.all([caches.open(STORE), caches.open("contest-static")]);
  try {
    const told = await (await fetch(list, { headers: { Accept: "application/json" }, credentials: "same-origin" })).json();
    for (const address of [...told.pages, ...told.sheets.slice(0, 1), ...told.more.slice(0, 1)]) {
      const page = await keep(store, address);
      for (const asset of assetsOf(await page.text())) await keep(assets, asset);
    }
    const late = await each(told.sheets, meter, async (address) => {
      const answer = await keep(store, address);
      for (const evidence of evidenceOf(await answer.text(), new URL(address, location.href))) await keep(store, evidence);
    });
    for (const address of told.more) await keep(store, address);
    await forget(store, told);
    if (late) throw new Error(`${late}`);
    localStorage.setItem(NOTE, JSON.stringify({ at: Date.now(), count: told.sheets.length }));
    noted();
  } catch {
    said.textContent = navigator.onLine === false || !(await stands(store)) ? "Chưa tải được: hãy thử lại khi có mạng." : "Còn hồ sơ chưa tải được. Bấm tải lại để tải nốt.";
  } finally {
    button.disabled = false;
    meter.hidden = true;
  }
}

const stands = async (store) => (await store.keys()).length > 0;

/* A few at a time; answers how many failed. */
async function each(addresses, progress, deed) {
  const left = [...addresses];
  let done = 0, failed = 0;
  progress.max = addresses.length || 1;
  async function go() {
    for (let next = left.shift(); next; next = left.shift()) {
      try { await deed(next); } catch { failed += 1; }
      done += 1;
      progress.value = done;
      said.textContent = `Đã tải ${done}/${addresses.length} hồ sơ.`;
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, go));
  return failed;
}

/* Dossiers that are no longer this judge's do not stay on the phone. */
async function forget(store, told) {
  const known = new Set([...told.pages, ...told.sheets, ...told.more].map((address) => new URL(address, location.href).pathname));
  for (const request of await store.keys()) {
    const { pathname } = new URL(request.url);
    const owner = pathname.replace(/\/tep\/.*$/, "");
    if (!known.has(pathname) && !known.has(owner)) await store.delete(request);
  }
}

function noted() {
  const note = JSON.parse(localStorage.getItem(NOTE) || "null");
  if (!note) return;
  const two = (number) => String(number).padStart(2, "0");
  const when = new Date(note.at);
  const at = `${two(when.getHours())}:${two(when.getMinutes())} ${two(when.getDate())}/${two(when.getMonth() + 1)}`;
  said.textContent = `Đã có sẵn ${note.count} hồ sơ trên máy này (${at}). Chấm được cả khi mất mạng.`;
  button.querySelector("span").textContent = "Tải lại";
}

if (window.isSecureContext && "serviceWorker" in navigator && "caches" in window) {
  await only();
  await navigator.serviceWorker.register(worker, { scope: here.replace(/\/[^/]+\/tai-san$/, "") });
  button.addEventListener("click", fetchAhead);
  button.hidden = false;
  noted();
} else {
  said.textContent = "Địa chỉ này chưa có https nên trình duyệt không giữ sẵn hồ sơ được. Điểm nhập trên trang đang mở vẫn được giữ khi mất mạng.";
}
place.hidden = false;
send();
