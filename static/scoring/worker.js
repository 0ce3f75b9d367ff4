/* What was fetched ahead answers when there is no line. It only reads: scores are kept and sent by the pages. */

const ASSETS = "contest-static";
// One store for each judge, filled by the page of tasks; never more than one on a phone (ahead.js). One each for a door of
// the ceremony, its stage and its screen, filled by their pages (_house/kept.js).
const KEPT = ["contest-judge-", "contest-door-", "contest-stage-", "contest-screen-"];
// A hall's line that hangs is no line.
const PATIENCE = 5000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (/\/(static|bootstrap)\//.test(url.pathname)) event.respondWith(asset(request, url));
  else if (request.mode === "navigate") event.respondWith(page(request));
  else if (request.destination) event.respondWith(file(request));
});

/* Styles and scripts: those with a fingerprint never change. */
async function asset(request, url) {
  const store = await caches.open(ASSETS);
  const kept = await store.match(request, { ignoreVary: true });
  if (kept && url.searchParams.has("v")) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok) await store.put(request, answer.clone());
    return answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/* A page: from the server while there is a line, and the kept copy grows young with it. */
async function page(request) {
  const found = await kept(request);
  try {
    const answer = await (found ? within(fetch(request)) : fetch(request));
    if (answer.status >= 500 && found) return found.answer;
    if (found && answer.ok && !answer.redirected) await found.store.put(request, answer.clone());
    return answer;
  } catch {
    return found ? found.answer : nothing();
  }
}

/* A file of a dossier does not change: what was fetched ahead is not fetched again. */
async function file(request) {
  const found = await kept(request);
  return found ? found.answer : fetch(request);
}

async function kept(request) {
  for (const name of await caches.keys()) {
    if (!KEPT.some((each) => name.startsWith(each))) continue;
    const store = await caches.open(name);
    const answer = await store.match(request, { ignoreVary: true });
    if (answer) return { store, answer };
  }
  return null;
}

function within(answer) {
  return Promise.race([answer, new Promise((_, refuse) => { setTimeout(() => refuse(new Error("no line")), PATIENCE); })]);
}

function nothing() {
  const list = new URL(self.registration.scope).pathname;
  const words = `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Không có mạng</title><h1>Không có mạng</h1><p>Trang này chưa được tải sẵn về máy. Những gì đã nhập vẫn còn trên máy và sẽ được gửi khi có mạng.</p>
<p><a href="${list}">Về trang đầu</a></p></html>`;
  return new Response(words, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
