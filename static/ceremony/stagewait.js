/* The telephones that are open before the ceremony begins come to the stage by themselves once somebody has begun it. */

const { begun, last } = document.querySelector("[data-begun]").dataset;
const EVERY_MS = 2000, PATIENCE_MS = 6000;

async function ask() {
  if (!document.hidden && !document.querySelector("dialog[open]")) {
    try {
      const answer = await fetch(begun, { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
      if (answer.ok) {
        const run = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-run]");
        if (run && run.dataset.run !== last && !("ended" in run.dataset)) { location.reload(); return; }
      }
    } catch { /* asked again */ }
  }
  setTimeout(ask, EVERY_MS);
}
setTimeout(ask, EVERY_MS);
