/* The page of a door: search, one press for each guest, what is kept and what waits always in sight. */

import { whenLetGo } from "../_house/inhand.js";
import { isOpenedFromHere, keepPage } from "../_house/kept.js";
import { doorStore, exchange, tokenOf, whenSignedOut } from "./doorkept.js";
import { askHouse, canScan, scan } from "./doorscan.js";

const place = document.getElementById("cua");
const { list, send, person, edition, page, worker, square } = place.dataset;
const store = doorStore({ edition, person });
const [state, search, shown, more, sample, ask, look, camera, scanButton, digits, doorName, total] =
  ["tinh-trang", "tim", "khach", "con-nua", "mot-khach", "hoi", "ngam", "may-anh", "quet", "go-so", "ten-cua", "so-nguoi"].map((id) => document.getElementById(id));
const WORDS = { present: "Có mặt", stand_in: "Người nhận thay", left: "Đã về", awaited: "Chưa đến" };
const HERE = ["present", "stand_in"];
const AT_ONCE = 40, EVERY = 10000;
const clock = (at) => new Date(at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D").toLowerCase();
let filter = "all", scanning = false;

/* ---- the list */
const FILTERS = {
  all: () => true,
  awaited: (guest) => !HERE.includes(guest.state),
  here: (guest) => HERE.includes(guest.state),
  against: (guest) => Boolean(guest.against),
};

function matches(guest, words) {
  const text = fold([guest.name, guest.unit, guest.stand_in || "", ...guest.codes].join(" "));
  return words.every((word) => text.includes(word)) || guest.codes.some((code) => bare(code) === bare(search.value));
}

/* Whoever types the last digits of a code means that code, not every number in which they occur. */
function byDigits(guests) {
  const typed = search.value.trim();
  if (!/^\d{3,}$/.test(typed)) return [];
  return guests.filter((guest) => guest.codes.some((code) => bare(code).endsWith(typed)));
}
const bare = (code) => code.toUpperCase().replace(/[^A-Z0-9]/g, "");

function draw() {
  const guests = store.guests, words = fold(search.value).split(/\s+/).filter(Boolean);
  const all = guests.filter((guest) => FILTERS[filter](guest)), own = byDigits(all);
  const found = own.length ? own : all.filter((guest) => !words.length || matches(guest, words));
  shown.replaceChildren(...found.slice(0, AT_ONCE).map(row));
  // A list that is not here yet says nothing of who is searched for.
  more.hidden = !guests.length || (found.length <= AT_ONCE && found.length > 0);
  more.textContent = found.length ? `Còn ${found.length - AT_ONCE} người nữa; hãy gõ thêm chữ để tìm.` : "Không có ai khớp. Thử ít chữ hơn, hoặc bỏ lọc.";
  const here = guests.reduce((sum, guest) => sum + (HERE.includes(guest.state) ? guest.came || 1 : 0), 0);
  total.textContent = guests.length ? `Đã có mặt ${here} trong ${guests.reduce((sum, guest) => sum + (guest.people || 1), 0)} người.` : "";
  for (const count of document.querySelectorAll("[data-count]")) count.textContent = `(${guests.filter(FILTERS[count.dataset.count]).length})`;
}

function row(guest) {
  const item = sample.content.firstElementChild.cloneNode(true);
  item.dataset.guest = guest.key;
  item.dataset.state = guest.state;
  item.classList.toggle("is-waiting", Boolean(guest.isWaiting));
  item.querySelector(".guest-name").textContent = guest.name;
  item.querySelector(".guest-unit").textContent = guest.unit;
  item.querySelector(".guest-state").textContent = said(guest, guest.people);
  const against = item.querySelector(".guest-against");
  against.hidden = !guest.against;
  if (guest.against) against.textContent = `Cửa khác ghi: ${said(guest.against, guest.people)}. Hãy hỏi lại rồi bấm điều đúng.`;
  const isSeveral = guest.people > 1, isPart = isSeveral && guest.state === "present" && guest.came < guest.people;
  if (isSeveral) item.querySelector("[data-all]").textContent = `Đủ ${guest.people} người`;
  for (const button of item.querySelectorAll("[data-state]")) {
    const isSo = button.dataset.state === guest.state && !isPart;
    button.hidden = !guest.against && (isSo || (guest.state === "awaited" && button.dataset.state === "left"));
    // Of several each is counted, and nobody stands in for all of them.
    if (button.matches("[data-one]")) button.hidden = !isSeveral;
    if (button.dataset.state === "stand_in" && isSeveral) button.hidden = true;
    button.setAttribute("aria-label", `${button.textContent.trim()}: ${guest.name}`);
  }
  return item;
}

function said(one, seats) {
  if (one.state === "awaited" && !one.at) return WORDS.awaited;
  const who = one.state === "stand_in" ? `: ${one.stand_in}` : "";
  const many = one.state === "present" && seats > 1 ? ` ${one.came}/${seats} người` : "";
  return `${WORDS[one.state]}${many}${who}, ${one.at}${one.door ? `, ${one.door}` : ""}`;
}

/* ---- a press */
shown.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-state]");
  if (!button) return;
  const key = button.closest("[data-guest]").dataset.guest, wanted = button.dataset.state;
  const name = wanted === "stand_in" ? await askName(key) : "";
  if (name === null) return;
  const guest = store.guests.find((each) => each.key === key), came = guest.state === "present" ? guest.came : 0;
  const people = guest.people > 1 && wanted === "present" ? (button.matches("[data-one]") ? came + 1 : guest.people) : undefined;
  if (!store.note(key, wanted, name, people)) { tell("Máy này hết chỗ lưu, chưa ghi được. Hãy dùng máy khác.", "attention"); return; }
  draw();
  talk();
});

function askName(key) {
  const guest = store.guests.find((each) => each.key === key), field = document.getElementById("hoi-ten");
  document.getElementById("hoi-ai").textContent = `Ai nhận thay ${guest.name}?`;
  field.value = guest.stand_in || "";
  ask.returnValue = "";
  ask.showModal();
  return new Promise((answer) => {
    ask.addEventListener("close", () => answer(ask.returnValue === "ok" && field.value.trim() ? field.value.trim() : null), { once: true });
  });
}

/* ---- the state, always in sight */
function tell(words, kind) {
  state.textContent = words;
  state.dataset.kind = kind;
}

function tellState(how) {
  const left = store.waiting;
  if (store.refused.length) {
    const last = store.refused.at(-1);
    tell(`Không ghi được ${last.name}: ${last.words}`, "attention");
    store.told();
  } else if (how === "signed out") tell(`Phiên đăng nhập đã hết${left ? `, còn ${left} chờ gửi` : ""}. Khi có mạng hãy đăng nhập lại; ghi nhận trên máy vẫn còn.`, "attention");
  else if (how === "refused") tell(`Máy chủ không nhận được ghi nhận, còn ${left} chờ gửi. Hãy tải lại trang này.`, "attention");
  else if (left) tell(`Đã lưu trên máy ${clock(Date.now())}, còn ${left} chờ gửi.`, "waiting");
  else if (how === "offline") tell(`Mất mạng. Danh sách lúc ${clock(store.sent)}; vẫn ghi được, máy sẽ gửi sau.`, "waiting");
  else tell(`Đã lưu ${clock(store.sent)}, không còn gì chờ gửi.`, "done");
}

let talking = false, again = false;
async function talk() {
  if (talking) { again = true; return; }
  talking = true;
  if (store.waiting) tellState("sending");
  const how = await exchange(store, { list, send, page });
  talking = false;
  tellState(how);
  whenLetGo(() => { if (!ask.open) draw(); });
  if (again) { again = false; talk(); }
}

/* ---- search, filters, the camera, the door's name */
search.addEventListener("input", draw);
for (const button of document.querySelectorAll("[data-filter]")) {
  button.addEventListener("click", () => {
    filter = button.dataset.filter;
    for (const each of document.querySelectorAll("[data-filter]")) each.setAttribute("aria-pressed", String(each === button));
    draw();
  });
}
digits.addEventListener("click", () => {
  const isOn = digits.getAttribute("aria-pressed") !== "true";
  digits.setAttribute("aria-pressed", String(isOn));
  search.inputMode = isOn ? "numeric" : "search";
  if (isOn) search.value = "";
  search.blur();
  search.focus();
  draw();
});
scanButton.hidden = !canScan();
scanButton.addEventListener("click", async () => {
  if (scanning) { scanning = false; return; }
  scanning = true;
  showLook(true);
  try {
    const token = await tokenOf(page).catch(() => null);
    const house = (bytes, width) => askHouse(square, token || "", bytes, width);
    const lost = () => tell("Máy này cần có mạng mới đọc được ô vuông. Hãy gõ bốn số cuối của mã.", "attention");
    const code = await scan(camera, () => !scanning, house, lost);
    if (code) { search.value = code; draw(); tellFound(code); }
  } catch { tell("Không mở được máy ảnh. Hãy cho phép trang này dùng máy ảnh, hoặc gõ bốn số cuối của mã.", "attention"); }
  scanning = false;
  showLook(false);
});
function showLook(isOn) {
  look.hidden = !isOn;
  scanButton.setAttribute("aria-pressed", String(isOn));
}
/* A square that is nobody's here is told, instead of an empty list. */
function tellFound(code) {
  if (!store.guests.some((guest) => guest.codes.some((own) => bare(own) === bare(code)))) tell(`Mã ${code} không phải của ai được mời ở đây. Hãy tìm theo tên.`, "attention");
}
doorName.value = store.door;
doorName.addEventListener("change", () => store.call(doorName.value.trim()));

draw();
whenSignedOut(store, person);
window.addEventListener("online", talk);
document.addEventListener("visibilitychange", () => { if (!document.hidden) talk(); });
setInterval(() => { if (!document.hidden) talk(); }, EVERY);
await talk();
/* Nobody at a door should have to guess whether the page comes back once the line is gone. */
const isKept = await keepPage({ page, worker, store: `contest-door-${person}`, prefix: "contest-door-" }).catch(() => isOpenedFromHere(page));
if (isKept) document.getElementById("mo-lai").textContent = "Trang đã giữ trên máy, mất mạng vẫn mở lại được.";
