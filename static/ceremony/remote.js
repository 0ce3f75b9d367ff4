/* The telephone that leads the slides, the script, or both at once. Presses go without loading the page; the answer is the buttons as they are now.
   While one is on its way no second is taken, and two telephones do not fight: whoever comes late is told, and sees
   where the other went. In between it asks how things stand; an answer that a press has overtaken is not shown, nor one
   that comes while a button is held down. What a press was told stays long enough to be read. */

import { isInHand } from "../_house/inhand.js";

const part = document.querySelector("[data-remote]"), state = document.querySelector(".live-state");
const PATIENCE_MS = 6000, ASK_MS = 700, TOLD_MS = 8000;
const NOTHING = { note: null, words: "", until: 0 };
let isSending = false, presses = 0, mark = "", told = NOTHING;

async function fetched(address, options) {
  const answer = await fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE_MS), cache: "no-store", redirect: "manual" });
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new Error("Phiên đăng nhập đã hết. Xin tải lại trang.");
  if (answer.status === 400) throw new Error("Trang đã mở quá lâu. Xin tải lại trang.");
  if (answer.status === 304) return null;
  if (!answer.ok) throw new Error("Máy chủ đang bận. Xin bấm lại.");
  return { words: await answer.text(), mark: answer.headers.get("ETag") || "" };
}

function show({ words, mark: itsMark }) {
  mark = itsMark;
  const isOpen = part.querySelector("details")?.open, scrolled = part.querySelector("ol")?.scrollTop || 0;
  part.innerHTML = words;
  if (isOpen) {
    part.querySelector("details")?.setAttribute("open", "");
    const list = part.querySelector("ol");
    if (list) list.scrollTop = scrolled;
  }
  // The button that ends the show stands outside of what is fetched anew.
  const seen = part.querySelector("input[name=version]"), own = document.querySelector("[data-version]");
  if (seen && own) own.value = seen.value;
  document.dispatchEvent(new CustomEvent("lead:shown"));
}

function tell(words) {
  state.textContent = words;
  state.classList.toggle("is-lost", Boolean(words));
}

/* How things stand is asked for right after a press, and would wipe away what there was to say of it. */
function tellOfPress(words) {
  tell(words);
  told = { note: words ? null : part.querySelector("[role=alert]"), words, until: Date.now() + TOLD_MS };
}
function stillTold() {
  return Date.now() < told.until ? told : NOTHING;
}

function mayShow() {
  return !document.hidden && !isSending && !isInHand() && !document.querySelector("dialog[open]");
}

/* Whether the line holds, for who keeps something for when it does not (stage.js). */
function tellLine(isLost) {
  document.dispatchEvent(new CustomEvent("lead:line", { detail: { isLost } }));
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-press]");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  if (isSending) return;
  isSending = true;
  part.ariaBusy = "true";
  presses += 1;
  try {
    show(await fetched(form.action, { method: "POST", body: new FormData(form), headers: { "X-Part": part.dataset.part || "trang-chieu" } }));
    tellOfPress("");
  } catch (fault) {
    tellOfPress(fault.name === "Error" ? fault.message : "Chưa gửi được. Kiểm tra mạng rồi bấm lại: bấm lại không chuyển hai lần.");
  } finally {
    isSending = false;
    part.ariaBusy = null;
  }
});

async function ask() {
  const before = presses;
  if (mayShow()) {
    try {
      const answer = await fetched(part.dataset.remote, { headers: mark ? { "If-None-Match": mark } : {} });
      const { note, words } = stillTold();
      if (answer !== null && before === presses && mayShow()) {
        show(answer);
        if (note) part.prepend(note);
      }
      tell(words);
      tellLine(false);
    } catch (fault) {
      tell(fault.name === "Error" ? fault.message : "Mất kết nối. Màn hình giữ trang đang chiếu.");
      tellLine(fault.name !== "Error");
    }
  }
  setTimeout(ask, ASK_MS);
}
setTimeout(ask, ASK_MS);
