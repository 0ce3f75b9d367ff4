// Watches orders that are being put together; reloads the page when one is there or given up.

const PAUSE = 1500;
const bars = [...document.querySelectorAll("[data-watch]")];

async function look(bar) {
  const answer = await fetch(bar.dataset.watch, { headers: { Accept: "application/json" } });
  if (!answer.ok) return true;
  const { state, done, total } = await answer.json();
  bar.querySelector("progress").max = total;
  bar.querySelector("progress").value = done;
  bar.querySelector("[data-figures]").textContent = `${done.toLocaleString("vi-VN")}/${total.toLocaleString("vi-VN")}`;
  return state === "waiting" || state === "running";
}

async function watch() {
  try {
    const going = await Promise.all(bars.map(look));
    if (going.includes(false)) {
      location.reload();
      return;
    }
  } catch {
    // No line just now: the next look tries again.
  }
  setTimeout(watch, PAUSE);
}

if (bars.length > 0) setTimeout(watch, PAUSE);
