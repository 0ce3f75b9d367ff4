/* A part of a page that keeps itself up to date: asks for [data-live] every data-every seconds, sparing while nothing
   changes, and says since when it could not ask. What is on the page stays there; whoever is typing is not disturbed. */

import { isInHand, whenLetGo } from "./inhand.js";

const state = document.querySelector("[data-live-state]");
const clock = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
const PATIENCE_MS = 8000;

for (const part of document.querySelectorAll("[data-live]")) follow(part);

function follow(part) {
  const every = Number(part.dataset.every || 10) * 1000;
  let mark = "", seen = new Date(), lost = false, asking = false, timer = 0, held = null;

  async function ask() {
    clearTimeout(timer);
    if (asking) return;
    if (document.hidden) return;
    asking = true;
    const patience = AbortSignal.timeout(PATIENCE_MS);
    try {
      const answer = await fetch(part.dataset.live, { headers: mark ? { "If-None-Match": mark } : {}, cache: "no-store", signal: patience, redirect: "manual" });
      if (answer.type === "opaqueredirect" || answer.status === 401) { tell("Phiên đăng nhập đã hết. Xin tải lại trang.", true); return; }
      if (answer.status === 200) { const words = await answer.text(); mark = answer.headers.get("ETag") || ""; held = words; }
      else if (answer.status !== 304) throw new Error(String(answer.status));
      seen = new Date();
      if (lost) tell("", false);
      lost = false;
      whenLetGo(show);
    } catch {
      lost = true;
      tell(`Mất kết nối. Đang hiện tình trạng lúc ${clock.format(seen)}; trang tự cập nhật khi có mạng.`, true);
    } finally {
      asking = false;
      timer = setTimeout(ask, every);
    }
  }

  function show() {
    if (held === null || isBusy()) return;
    const open = [...part.querySelectorAll("details[open]")].map((each) => each.dataset.key).filter(Boolean);
    part.innerHTML = held;
    for (const key of open) part.querySelector(`details[data-key="${CSS.escape(key)}"]`)?.setAttribute("open", "");
    held = null;
    part.dispatchEvent(new CustomEvent("live:shown", { bubbles: true }));
  }

  /* Somebody is choosing, writing, or has a button in hand. */
  function isBusy() {
    const inside = part.contains(document.activeElement) ? document.activeElement : null;
    const writes = inside && inside.matches("input:not([type=hidden]), select, textarea");
    const written = [...part.querySelectorAll("input:not([type=hidden]), textarea")].some((each) => each.value !== each.defaultValue);
    return Boolean(isInHand() || writes || written || part.querySelector("form[data-sending]") || document.querySelector("dialog[open]"));
  }

  function tell(words, isLost) {
    if (!state) return;
    state.textContent = words;
    state.classList.toggle("is-lost", isLost);
  }

  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  window.addEventListener("online", ask);
  window.addEventListener("offline", () => { lost = true; tell(`Mất kết nối. Đang hiện tình trạng lúc ${clock.format(seen)}; trang tự cập nhật khi có mạng.`, true); });
  part.addEventListener("focusout", () => setTimeout(show, 200));
  timer = setTimeout(ask, every);
}
