// Signatures drawn with a finger. What was drawn is kept on this machine until the server says it has it; the key of
// each makes sending it twice the same as once.

const list = document.querySelector("[data-sign-lines]");
const dialog = document.querySelector("[data-sign-dialog]");
const canvas = dialog.querySelector("canvas");
const pen = canvas.getContext("2d");
const state = document.querySelector("[data-sign-state]");
const faults = dialog.querySelector("[data-sign-faults]");
const field = (id) => dialog.querySelector(`#sign-${id}`);
const AGAIN = 15000;
const PATIENCE = 30000;
const STALE = 60000;
const STORE = "signatures";

// What waits lies in the browser's database: it is there again after the page, or the machine, was closed.
function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(`contest-${list.dataset.edition}`, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function kept(mode, deed) {
  const base = await opened();
  return new Promise((resolve, reject) => {
    const asked = deed(base.transaction(STORE, mode).objectStore(STORE));
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  }).finally(() => base.close());
}

const everything = () => kept("readonly", (store) => store.getAll());
const waiting = async () => (await everything()).filter((one) => !one.sentAt);
const keep = (one) => kept("readwrite", (store) => store.put(one));
const drop = (key) => kept("readwrite", (store) => store.delete(key));

const lineOf = (share) => [...list.children].find((line) => line.dataset.share === share);

function mark(share, words, link) {
  const place = lineOf(share)?.querySelector("[data-signed]");
  if (!place) return;
  place.replaceChildren(Object.assign(document.createElement("b"), { textContent: words }));
  if (link) place.append(" ", Object.assign(document.createElement("a"), { href: link, textContent: "Giấy nhận" }));
}

function offer(share) {
  const place = lineOf(share)?.querySelector("[data-signed]");
  if (!place) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-primary" });
  button.dataset.sign = "";
  button.textContent = "Ký nhận";
  place.replaceChildren(button);
}

async function send(one) {
  const form = new FormData();
  for (const [name, value] of Object.entries(one)) form.append(name, value);
  form.append("csrf_token", list.dataset.csrf);
  const answer = await fetch(list.dataset.signAt, { method: "POST", body: form, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(PATIENCE) });
  if (answer.ok && answer.headers.get("Content-Type")?.includes("json")) {
    const { paper } = await answer.json();
    // A page that was on its way meanwhile does not know of it yet.
    await keep({ key: one.key, share: one.share, paper, sentAt: Date.now() });
    mark(one.share, "Đã ký", paper);
    return "";
  }
  if (answer.status !== 422) return "Máy chủ chưa nhận, sẽ gửi lại.";
  const { reasons } = await answer.json();
  await drop(one.key);
  offer(one.share);
  return `${one.name}: ${reasons.map((each) => each.words).join(" ")}`;
}

/* What was sent a moment ago stands on this page, too; later the page itself is right, whatever it says. */
async function markSent() {
  for (const one of (await everything()).filter((each) => each.sentAt)) {
    if (Date.now() - one.sentAt > STALE) await drop(one.key);
    else if (!lineOf(one.share)?.querySelector("[data-signed] a")) mark(one.share, "Đã ký", one.paper);
  }
}

let isSending = false;

async function sendAll() {
  if (isSending) return;
  isSending = true;
  const told = [];
  try {
    for (const one of await waiting()) {
      mark(one.share, "Đã ký, chờ gửi");
      const words = await send(one);
      if (words) told.push(words);
    }
  } catch {
    // No line just now: it is tried again.
  } finally {
    isSending = false;
  }
  const left = (await waiting()).length;
  state.textContent = [...told, left ? `${left} chữ ký đang giữ trên máy, chờ có mạng để gửi.` : ""].filter(Boolean).join(" ");
}

let isDrawn = false;
let last = null;

function clear() {
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.lineWidth = 5;
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = "#14202e";
  isDrawn = false;
}

function spot(event) {
  const box = canvas.getBoundingClientRect();
  return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
}

canvas.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  canvas.setPointerCapture(event.pointerId);
  last = spot(event);
});
canvas.addEventListener("pointermove", (event) => {
  if (!last) return;
  for (const each of event.getCoalescedEvents?.() ?? [event]) {
    const next = spot(each);
    pen.beginPath();
    pen.moveTo(...last);
    pen.lineTo(...next);
    pen.stroke();
    last = next;
    isDrawn = true;
  }
});
for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => (last = null));

function asked() {
  const signer = field("signer").value;
  dialog.querySelector("[data-sign-proxy]").hidden = signer !== "proxy";
}

list.addEventListener("click", (event) => {
  if (!event.target.closest("[data-sign]")) return;
  const line = event.target.closest("li");
  dialog.dataset.share = line.dataset.share;
  dialog.querySelector("h2").textContent = line.dataset.words;
  dialog.querySelector("[data-sign-amount]").textContent = line.querySelector("[data-money]").textContent;
  field("name").value = line.dataset.name;
  field("signer").value = line.dataset.signer;
  field("signer").querySelector("[value=author]").disabled = line.dataset.child === "1";
  field("proxy").value = "";
  dialog.querySelector("[data-sign-cash]").hidden = line.dataset.cash !== "1";
  field("cash").checked = line.dataset.cash === "1";
  faults.hidden = true;
  clear();
  asked();
  dialog.showModal();
});
field("signer").addEventListener("change", asked);
dialog.querySelector("[data-sign-clear]").addEventListener("click", clear);
dialog.querySelector("[data-sign-close]").addEventListener("click", () => dialog.close());
dialog.addEventListener("submit", (event) => event.preventDefault());

dialog.querySelector("[data-sign-send]").addEventListener("click", async () => {
  const signer = field("signer").value;
  const lacking = [
    [!field("name").value.trim(), "Hãy ghi họ tên người ký."],
    [signer === "proxy" && !field("proxy").value.trim(), "Hãy ghi giấy ủy quyền: số, ngày, ai xác nhận."],
    [!isDrawn, "Chưa có chữ ký. Hãy ký vào khung bằng ngón tay hoặc bút."],
  ].flatMap(([is, words]) => (is ? [words] : []));
  faults.textContent = lacking.join(" ");
  faults.hidden = !lacking.length;
  if (lacking.length) return;
  const one = {
    key: crypto.getRandomValues(new Uint32Array(6)).join("-").slice(0, 64),
    share: dialog.dataset.share,
    name: field("name").value,
    signer,
    proxy_paper: field("proxy").value,
    is_cash: field("cash").checked ? "1" : "",
    signed_at: new Date().toISOString(),
    signature: canvas.toDataURL("image/png"),
  };
  await keep(one);
  mark(one.share, "Đã ký, chờ gửi");
  dialog.close();
  await sendAll();
});

document.querySelector("[data-sign-filter]").addEventListener("submit", (event) => event.preventDefault());
document.querySelector("#tim").addEventListener("input", ({ target }) => {
  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  for (const line of list.children) line.hidden = !plain(line.dataset.words).includes(plain(target.value));
});
window.addEventListener("online", sendAll);
setInterval(sendAll, AGAIN);
await markSent();
await sendAll();
