/* A clock on this device. What it knows is when it began, so that a page that is closed, reloaded or asleep loses nothing.

   Phases: speaking, asking. A limit of 0 only counts. One minute before the end it warns, at the end it says so and goes on. */

const WARNS = 60;

export function timerOf(place, told = () => {}) {
  const key = `contest.clock:${place.dataset.key}:${place.dataset.judge}`;
  const limits = { speaking: Number(place.dataset.speaking), asking: Number(place.dataset.asking) };
  const shown = place.querySelector("output");
  const said = place.querySelector("[role=status]");
  const run = place.querySelector("[data-deed=run]");
  const ask = place.querySelector("[data-deed=ask]");
  const blank = () => ({ phase: "speaking", before: 0, since: null, spoken: null });
  let clock = blank();
  let beat = 0;

  try { clock = { ...clock, ...JSON.parse(localStorage.getItem(key) || "null") }; } catch { /* a closed store: it begins anew */ }
  const keep = () => { try { localStorage.setItem(key, JSON.stringify(clock)); } catch { /* it runs on this page only */ } };
  const elapsed = () => Math.floor(clock.before + (clock.since === null ? 0 : Math.max(0, Date.now() - clock.since) / 1000));
  const two = (number) => String(number).padStart(2, "0");
  const minutes = (seconds) => `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;

  function tick() {
    const limit = limits[clock.phase], now = elapsed(), left = limit - now;
    shown.textContent = !limit ? minutes(now) : left >= 0 ? minutes(left) : `+${minutes(-left)}`;
    const kind = !limit || left > WARNS ? "" : left > 0 ? "near" : "over";
    place.dataset.kind = kind;
    const name = clock.phase === "asking" ? "hỏi đáp" : "trình bày";
    const words = kind === "over" ? `Đã hết giờ ${name}` : kind === "near" ? `Sắp hết giờ ${name}, còn dưới 1 phút` : clock.phase === "asking" ? "Đang hỏi đáp" : "";
    if (said.textContent !== words) {
      said.textContent = words;
      if (words && kind && clock.since !== null) navigator.vibrate?.(kind === "over" ? [300, 150, 300] : 200);
    }
    run.querySelector("span").textContent = clock.since === null ? (now ? "Chạy tiếp" : "Bắt đầu") : "Dừng";
    if (ask) ask.disabled = clock.phase === "asking";
    clearTimeout(beat);
    if (clock.since !== null) beat = setTimeout(tick, 250);
  }

  function stop() {
    clock.before = elapsed();
    clock.since = null;
  }

  function speakingOver() {
    if (clock.phase !== "speaking" || !elapsed()) return;
    clock.spoken = elapsed();
    told(clock.spoken);
  }

  run.addEventListener("click", () => {
    if (clock.since === null) clock.since = Date.now();
    else { stop(); speakingOver(); }
    keep();
    tick();
  });
  ask?.addEventListener("click", () => {
    const ran = clock.since !== null;
    stop();
    speakingOver();
    clock = { ...blank(), phase: "asking", spoken: clock.spoken, since: ran ? Date.now() : null };
    keep();
    tick();
  });
  place.querySelector("[data-deed=reset]").addEventListener("click", () => { clock = blank(); keep(); tick(); });
  document.addEventListener("visibilitychange", tick);
  place.hidden = false;
  tick();
}
