/* Comfort on top of pages that work without it: confirmation, no double submit, countdown, counters, focus on errors. */

import { heldBack } from "./line.js";

const served = Date.parse(document.documentElement.dataset.now || "");
// The server's clock counts: how far this device is off, measured when the page arrived.
const off = Number.isNaN(served) ? 0 : served - Date.now();
export const serverNow = () => Date.now() + off;

/* ---- ask once more before a deed that cannot be taken back */
function confirmBox(words, verb) {
  const box = document.createElement("dialog");
  box.className = "confirm";
  box.setAttribute("aria-labelledby", "confirm-words");
  const text = document.createElement("p");
  text.id = "confirm-words";
  text.textContent = words;
  const row = document.createElement("div");
  row.className = "form-actions";
  const no = document.createElement("button");
  no.type = "button";
  no.className = "btn btn-secondary";
  no.textContent = "Quay lại";
  const yes = document.createElement("button");
  yes.type = "button";
  yes.className = "btn btn-primary";
  yes.textContent = verb;
  row.append(no, yes);
  box.append(text, row);
  document.body.append(box);
  return new Promise((answer) => {
    no.addEventListener("click", () => box.close());
    yes.addEventListener("click", () => box.close("yes"));
    box.addEventListener("close", () => { box.remove(); answer(box.returnValue === "yes"); });
    box.showModal();
    no.focus();
  });
}

/* ---- who signs out leaves nothing of others' works on the device; scores that never reached the server stay, and are told */
document.querySelector("form[action$='/dang-xuat']")?.addEventListener("submit", async (event) => {
  const form = event.currentTarget;
  if (form.dataset.cleared === "yes") return;
  event.preventDefault();
  event.stopPropagation();
  const unsent = keysOf(localStorage).filter((key) => key.startsWith("contest.sheet:")).length;
  const words = `Còn ${unsent} phiếu chấm giữ trên máy này chưa gửi được. Nếu đăng xuất, phiếu vẫn ở trên máy và chỉ được gửi khi đăng nhập lại tại đây.`;
  if (unsent && !(await confirmBox(words, "Vẫn đăng xuất"))) return;
  if ("caches" in window) {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("contest-judge-")).map((name) => caches.delete(name)));
  }
  keysOf(localStorage).filter((key) => key.startsWith("contest.ahead:")).forEach((key) => localStorage.removeItem(key));
  form.dataset.cleared = "yes";
  form.requestSubmit();
});
function keysOf(store) {
  try { return Object.keys(store); } catch { return []; }
}

/* ---- a form is sent once; pressing the button again while it is on its way does nothing */
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
  const button = event.submitter;
  const question = (button && button.dataset.confirm) || form.dataset.confirm;
  if (question && form.dataset.confirmed !== "yes" && form.dataset.reached !== "yes") {
    event.preventDefault();
    if (await confirmBox(question, (button && button.textContent.trim()) || "Đồng ý")) {
      form.dataset.confirmed = "yes";
      form.requestSubmit(button || undefined);
    }
    return;
  }
  delete form.dataset.confirmed;
  if (form.method !== "post" || form.dataset.again !== undefined) return;
  if (form.dataset.sending === "yes") { event.preventDefault(); return; }
  if (heldBack(event)) return;
  form.dataset.sending = "yes";
  if (button) button.setAttribute("aria-disabled", "true");
  // A download answers without leaving the page: let it be pressed again.
  setTimeout(() => release(form), 8000);
});
function release(form) {
  delete form.dataset.sending;
  form.querySelectorAll("button[type=submit][aria-disabled]").forEach((b) => b.removeAttribute("aria-disabled"));
}
window.addEventListener("pageshow", (event) => { if (event.persisted) document.querySelectorAll("form[data-sending]").forEach(release); });

/* ---- errors take the focus */
const summary = document.querySelector("[data-takes-focus]");
if (summary) summary.focus();
document.addEventListener("click", (event) => {
  const link = event.target.closest(".form-summary a[href^='#']");
  const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  event.preventDefault();
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
});

/* ---- time left, in words that change once a minute (once a second in the last ten minutes) */
function left(ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  const d = Math.floor(s / 86400), h = Math.floor((s % 86400) / 3600), m = Math.floor((s % 3600) / 60);
  if (s === 0) return "đã hết hạn";
  if (d >= 2) return `còn ${d} ngày`;
  if (d || h) return `còn ${d * 24 + h} giờ ${m} phút`;
  return m >= 10 ? `còn ${m} phút` : `còn ${m} phút ${s % 60} giây`;
}
const clocks = [...document.querySelectorAll("[data-deadline]")].map((node) => ({ node, at: Date.parse(node.dataset.deadline), written: node.textContent.trim() }));
function tick() {
  let soonest = Infinity;
  for (const { node, at, written } of clocks) {
    const rest = at - serverNow();
    node.textContent = `${written} (${left(rest)})`;
    if (rest > 0) soonest = Math.min(soonest, rest);
  }
  if (soonest < Infinity) setTimeout(tick, soonest < 660000 ? 1000 : 30000);
}
if (clocks.length) tick();

/* ---- how much of a text's limit is used: words with data-most-words, characters with data-most (from four fifths on) */
const number = new Intl.NumberFormat("vi-VN").format;
const words = (text) => (text.trim().match(/\S+/g) || []).length;
document.querySelectorAll("[data-most-words], [data-most]").forEach((box) => {
  const byWords = box.dataset.mostWords !== undefined;
  const most = Number(byWords ? box.dataset.mostWords : box.dataset.most);
  if (!most) return;
  const line = document.createElement("span");
  line.className = "counter";
  line.id = `${box.id}-count`;
  const show = () => {
    const used = byWords ? words(box.value) : [...box.value.normalize("NFC")].length;
    const near = byWords || used > most * 0.8;
    line.hidden = !near;
    const unit = byWords ? "từ" : "ký tự";
    const told = `${number(used)}/${number(most)}`;
    line.textContent = used > most ? `Quá ${number(used - most)} ${unit} (${told})` : `${told} ${unit}`;
    line.classList.toggle("is-over", used > most);
  };
  (box.closest(".input-group") || box).after(line);
  box.addEventListener("input", show);
  show();
});

/* ---- filters that say so act when changed */
document.querySelectorAll("form[data-on-change] select").forEach((select) => select.addEventListener("change", () => select.form.requestSubmit()));

/* ---- a browser's own button for files speaks the browser's language: ours stands before it, the field itself takes the click */
document.querySelectorAll("input[type=file].form-control").forEach((input) => {
  const box = document.createElement("div"), button = document.createElement("span"), name = document.createElement("span");
  box.className = "file-pick";
  button.className = "file-pick-button";
  button.textContent = input.dataset.words || (input.hasAttribute("capture") ? "Chụp hoặc chọn ảnh" : input.multiple ? "Chọn các tệp" : "Chọn tệp");
  button.ariaHidden = name.ariaHidden = "true";
  input.before(box);
  box.append(button, name, input);
  const tell = () => { name.textContent = [...input.files].map((file) => file.name).join(", ") || "Chưa chọn"; };
  // After whoever takes the file at once and empties the field.
  input.addEventListener("change", () => setTimeout(tell));
  input.form?.addEventListener("reset", () => setTimeout(tell));
  tell();
});
