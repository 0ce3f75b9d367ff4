/* The score card at hand: total while typing, drafts kept by themselves, nothing lost without a signal.

   Whatever is typed goes to this device's own store at once and stays there until the server has acknowledged it.
   Each save carries a key of its own, so that one sent twice counts once, and the version it was made upon, so that
   two devices never overwrite each other unseen. */

const form = document.getElementById("phieu");
const state = document.getElementById("trang-thai-luu");
const totalPlace = document.getElementById("tong");
const elsewhere = document.getElementById("noi-khac");
const cells = [...form.querySelectorAll("[data-cell]")];
const storeKey = `contest.sheet:${location.pathname}:${form.dataset.judge}`;
const SENT = "contest.sheet:sent";
const QUIET = 700;
const AGAIN = 15000;

/* ---- exact figures: whole thousandths, never floats */
function thousandths(text) {
  const found = /^(\d{1,6})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (!found) return null;
  return BigInt(found[1]) * 1000n + BigInt((found[2] || "").padEnd(3, "0"));
}
function exact(text) {
  const [whole, rest = ""] = text.split(".");
  return { digits: BigInt(whole + rest), places: rest.length };
}
function shown(value) {
  const sign = value < 0n ? "-" : "";
  const size = value < 0n ? -value : value;
  const rest = String(size % 1000n).padStart(3, "0").replace(/0+$/, "");
  const whole = String(size / 1000n).replace(/\B(?=(\d{3})+$)/g, ".");
  return sign + whole + (rest ? `,${rest}` : "");
}

function typed(cell) {
  if ("grades" in cell.dataset) {
    const chosen = cell.querySelector("input:checked");
    return chosen ? chosen.value : "";
  }
  return cell.querySelector("input").value.trim();
}

function total() {
  let sum = 0n;
  let places = 0;
  const parts = [];
  for (const criterion of form.querySelectorAll("[data-criterion]")) {
    let own = 0n;
    for (const cell of criterion.querySelectorAll("[data-cell]")) {
      const points = thousandths(typed(cell));
      if (points === null) return null;
      own += points;
    }
    const weight = exact(criterion.dataset.weight);
    places = Math.max(places, weight.places);
    parts.push([own * weight.digits, weight.places]);
  }
  for (const [value, own] of parts) sum += value * 10n ** BigInt(places - own);
  const scale = 10n ** BigInt(places);
  return (2n * sum + scale) / (2n * scale);
}

/* ---- what is wrong with a figure, told while it is typed */
function fault(cell) {
  const text = typed(cell);
  if (!text || "grades" in cell.dataset) return "";
  const points = thousandths(text);
  if (points === null || /^[1-9]\d*\.\d{3}$/.test(text)) return "Cần một số, ví dụ 87,5.";
  const most = thousandths(cell.dataset.top);
  const least = thousandths(cell.dataset.bottom);
  const step = thousandths(cell.dataset.step);
  if (points > most) return `${text} vượt mức tối đa ${shown(most)} điểm.`;
  if (points < least) return `${text} thấp hơn mức tối thiểu ${shown(least)} điểm.`;
  if (step && points !== most && (points - least) % step) return `Mục này chấm theo bước ${shown(step)}.`;
  return "";
}

function show(cell, words) {
  const place = cell.querySelector(".cell-errors");
  const input = cell.querySelector("input");
  if (!input) return;
  cell.classList.toggle("field-bad", Boolean(words));
  if (words) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  if (place.textContent.trim() === words) return;
  place.replaceChildren();
  if (words) {
    const line = document.createElement("p");
    line.className = "field-error";
    line.textContent = words;
    place.append(line);
  }
}

function levels() {
  for (const criterion of form.querySelectorAll("[data-criterion]")) {
    const marks = [...criterion.querySelectorAll(".levels > li")];
    let sum = 0n;
    for (const cell of criterion.querySelectorAll("[data-cell]")) {
      const points = thousandths(typed(cell));
      sum = points === null || sum === null ? null : sum + points;
    }
    const reached = sum === null ? [] : marks.filter((mark) => thousandths(mark.dataset.from) <= sum);
    const best = reached.sort((a, b) => Number(thousandths(b.dataset.from) - thousandths(a.dataset.from)))[0];
    for (const mark of marks) {
      if (mark === best) mark.setAttribute("aria-current", "true");
      else mark.removeAttribute("aria-current");
    }
  }
}

function refresh() {
  const sum = total();
  if (totalPlace) totalPlace.textContent = sum === null ? "–" : shown(sum);
  levels();
}

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
function snapshot() {
  const values = {};
  for (const cell of cells) values[cell.dataset.cell] = typed(cell);
  const tier = form.elements.tier_key;
  return { values, comment: form.elements.comment ? form.elements.comment.value : "", tier: tier ? tier.value : "" };
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
function fill(pending) {
  for (const cell of cells) {
    const value = pending.values[cell.dataset.cell] ?? "";
    if ("grades" in cell.dataset) {
      for (const input of cell.querySelectorAll("input")) input.checked = input.value === value;
    } else cell.querySelector("input").value = value;
  }
  if (form.elements.comment && form.elements.comment.type !== "hidden") form.elements.comment.value = pending.comment;
  if (form.elements.tier_key) form.elements.tier_key.value = pending.tier || "";
}

/* ---- saving: one at a time, the newest last */
let pending = null;
let sending = null;
let timer = 0;

function changed() {
  pending = { ...snapshot(), version: form.elements.version.value, key: newKey(), at: Date.now() };
  remember(pending);
  refresh();
  const bad = cells.filter((cell) => fault(cell));
  clearTimeout(timer);
  if (bad.length) { say("Chưa lưu: có ô cần sửa", "bad"); return; }
  if (navigator.onLine === false) { say("Chưa có mạng – đang giữ trên máy", "waiting"); return; }
  say("Đang lưu…", "");
  timer = setTimeout(save, QUIET);
}

function save() {
  clearTimeout(timer);
  if (sending) return sending;
  if (!pending || elsewhere.dataset.asking || cells.some((cell) => fault(cell))) return Promise.resolve();
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
  const body = new FormData();
  body.set("csrf_token", form.elements.csrf_token.value);
  body.set("deed", "luu");
  body.set("version", what.version);
  body.set("save_key", what.key);
  body.set("comment", what.comment);
  body.set("tier_key", what.tier || "");
  for (const [name, value] of Object.entries(what.values)) body.set(name, value);
  let answer;
  try {
    answer = await fetch(form.getAttribute("action") || location.pathname, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin", keepalive: true });
  } catch {
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
  for (const cell of cells) show(cell, "");
  say(`Đã lưu ${told.saved}`, "done");
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
    const cell = cells.find((one) => one.dataset.cell === detail.where);
    if (cell) { show(cell, detail.message); placed = true; }
  }
  say(placed ? "Chưa lưu: có ô cần sửa" : told.error.message, "bad");
  return false;
}

/* ---- two devices: both values are shown, a person decides */
function ask(told) {
  elsewhere.dataset.asking = "yes";
  elsewhere.replaceChildren();
  const words = document.createElement("p");
  words.textContent = "Phiếu này vừa được lưu ở máy hoặc cửa sổ khác. Chưa có gì bị ghi đè. Chọn bản muốn giữ:";
  const list = document.createElement("ul");
  for (const cell of cells) {
    const here = typed(cell);
    const there = told.now.cells[cell.dataset.cell] || "";
    if (thousandths(here || "x") === thousandths(there.replace(/\.(?=\d{3})/g, "") || "x")) continue;
    const line = document.createElement("li");
    const name = document.getElementById(`ten-${cell.dataset.cell}`) || cell;
    line.textContent = `${name.firstChild.textContent.trim()}: tại đây ${here || "để trống"}, nơi khác ${there || "để trống"}`;
    list.append(line);
  }
  if (told.now.comment !== (form.elements.comment ? form.elements.comment.value : "")) {
    const line = document.createElement("li");
    line.textContent = `Nhận xét ở nơi khác: ${told.now.comment || "để trống"}`;
    list.append(line);
  }
  const row = document.createElement("div");
  row.className = "form-actions";
  row.append(
    button("Giữ điểm tại đây", () => { form.elements.version.value = told.now.version; done(); changed(); }),
    button("Lấy điểm ở nơi khác", () => {
      form.elements.version.value = told.now.version;
      pending = null;
      forget();
      done();
      fill({ values: told.now.cells, comment: told.now.comment });
      refresh();
      say("Đã lấy bản đã lưu", "done");
      if (told.now.state !== "draft") location.reload();
    }),
  );
  elsewhere.append(words, list, row);
  elsewhere.hidden = false;
  say("Hai nơi cùng sửa phiếu", "bad");
  elsewhere.scrollIntoView({ block: "center" });
  return false;
}
function done() {
  delete elsewhere.dataset.asking;
  elsewhere.hidden = true;
}
function button(words, deed) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-secondary";
  made.textContent = words;
  made.addEventListener("click", deed);
  return made;
}

/* ---- hands on */
form.addEventListener("input", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (cell && !fault(cell)) show(cell, "");
  changed();
});
form.addEventListener("change", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (cell) show(cell, fault(cell));
});
for (const cell of cells) {
  for (const step of cell.querySelectorAll(".step")) {
    step.hidden = false;
    step.addEventListener("click", () => {
      const input = cell.querySelector("input");
      const by = (thousandths(cell.dataset.step) || 1000n) * BigInt(step.dataset.by);
      const least = thousandths(cell.dataset.bottom);
      const most = thousandths(cell.dataset.top);
      const now = thousandths(input.value);
      const next = now === null ? (by > 0n ? least : most) : now + by;
      input.value = shown(next < least ? least : next > most ? most : next).replaceAll(".", "");
      show(cell, "");
      changed();
    });
  }
  const input = cell.querySelector(".cell-input input");
  if (input) input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const all = [...form.querySelectorAll(".cell-input input, textarea")];
    const next = all[all.indexOf(input) + 1];
    if (next) next.focus();
  });
}

/* The form is handed in only after what is on its way has arrived, else it would meet its own draft. */
form.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  if (navigator.onLine === false) {
    event.preventDefault();
    event.stopImmediatePropagation();
    say("Chưa có mạng – đang giữ trên máy, nộp sau", "waiting");
    return;
  }
  clearTimeout(timer);
  if (sending) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const pressed = event.submitter;
    sending.finally(() => form.requestSubmit(pressed || undefined));
    return;
  }
  // The answer is another page; whether it arrived is seen by the version when this sheet is opened again.
  if (pending) sessionStorage.setItem(SENT, storeKey);
}, { capture: true });

window.addEventListener("online", () => save());
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
    const words = cells.map((cell) => kept.values[cell.dataset.cell] || "–").join("; ");
    elsewhere.textContent = `Trên máy này còn điểm chưa gửi được: ${words}. Phiếu hiện không nhận điểm; xin báo thư ký hội đồng nếu cần.`;
    elsewhere.hidden = false;
    return;
  }
  if (form.dataset.bad === "yes") {
    // The server has just answered with what was typed, which is the same or newer.
    pending = { ...snapshot(), version: form.elements.version.value, key: newKey(), at: Date.now() };
    remember(pending);
    return;
  }
  pending = kept;
  fill(kept);
  say("Có điểm giữ trên máy, đang gửi…", "waiting");
  save();
}
comeBack();
if (form.dataset.open === "yes") refresh();
if (window.matchMedia("(min-width: 75rem)").matches) document.getElementById("ho-so").open = true;
