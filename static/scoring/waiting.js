/* Scores that wait on this device for a line: which there are, and sending them, each once.

   A sheet's own page keeps what is typed there under its address and its judge (sheet.js). Whatever page of the judge is
   open sends the others too, so that nothing waits for somebody to come back to each card. */

const PREFIX = "contest.sheet:";

export function keyOf(path, judge) {
  return `${PREFIX}${path}:${judge}`;
}

/* Every sheet of this judge that was typed and not acknowledged, the oldest first. */
export function waiting(judge) {
  const found = [];
  try {
    for (let place = 0; place < localStorage.length; place += 1) {
      const key = localStorage.key(place);
      if (!key.startsWith(PREFIX) || !key.endsWith(`:${judge}`)) continue;
      const what = JSON.parse(localStorage.getItem(key) || "null");
      if (what && what.values) found.push({ key, path: key.slice(PREFIX.length, -(String(judge).length + 1)), what });
    }
  } catch { /* a closed store holds nothing */ }
  return found.sort((a, b) => a.what.at - b.what.at);
}

export function bodyOf(what, token) {
  const body = new FormData();
  body.set("csrf_token", token);
  body.set("deed", what.deed || "luu");
  body.set("version", what.version);
  body.set("save_key", what.key);
  // It lay on this device because no line was there: the office's list of sheets says so.
  if (what.late) body.set("late", "1");
  body.set("comment", what.comment);
  body.set("tier_key", what.tier || "");
  for (const [name, value] of Object.entries(what.values)) body.set(name, value);
  return body;
}

/* Whether the server answers at all; `navigator.onLine` only knows of a network, not of a line. */
export async function reachable() {
  if (navigator.onLine === false) return false;
  try {
    const answer = await fetch("/cham-diem-ngoai-tuyen.js", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(5000) });
    return answer.ok;
  } catch { return false; }
}

/* The page of a sheet as the server has it now; also makes the copy fetched ahead young again. */
async function fresh(path) {
  const answer = await fetch(path, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return null;
  await refreshKept(path, answer.clone());
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#phieu");
}

export async function refreshKept(path, answer) {
  if (!("caches" in window)) return;
  const names = (await caches.keys()).filter((name) => name.startsWith("contest-judge-"));
  for (const name of names) {
    const store = await caches.open(name);
    if (await store.match(path, { ignoreVary: true })) {
      await store.put(path, answer || (await fetch(path, { credentials: "same-origin" })));
    }
  }
}

/* Send what waits, but for the sheets that are open here. Answers how many are left and the addresses that need a person:
   { left, ask: [path, …] }. */
export function sendWaiting(judge, ...except) {
  const work = () => sendEach(judge, except);
  // Two windows of one phone do not both go through the list; the key of each save makes even that harmless.
  return navigator.locks ? navigator.locks.request(`contest.sending:${judge}`, work) : work();
}

async function sendEach(judge, except) {
  const ask = [];
  for (const { key, path, what } of waiting(judge)) {
    if (except.includes(path)) continue;
    let told;
    try { told = await sendOne(key, path, what); } catch { break; }
    if (told === "signed out") break;
    if (told === "ask") ask.push(path);
  }
  return { left: waiting(judge).filter((each) => !except.includes(each.path)).length, ask };
}

async function sendOne(key, path, what) {
  const form = await fresh(path);
  if (!form) return "signed out";
  const token = form.querySelector("[name=csrf_token]").value;
  const answer = await fetch(path, { method: "POST", body: bodyOf({ ...what, late: true }, token), headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (answer.status === 401) return "signed out";
  if (!answer.ok) return answer.status < 500 ? "ask" : "later";
  // Typed on meanwhile in another window: that stays, upon the version just given.
  const now = JSON.parse(localStorage.getItem(key) || "null");
  if (now && now.key === what.key) localStorage.removeItem(key);
  else if (now) localStorage.setItem(key, JSON.stringify({ ...now, version: (await answer.json()).version }));
  await refreshKept(path, null);
  return "sent";
}
