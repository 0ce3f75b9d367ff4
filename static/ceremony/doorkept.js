/* What a door's telephone keeps: who is awaited, and notes until the house has them. Each note has a key of its own, so
   that one sent twice is kept once, and says upon which note it was made, so that two doors that differ are found. */

const PATIENCE = 8000;

export function doorStore({ edition, person }) {
  const name = `contest.door:${edition}:${person}`;
  let kept = { guests: [], notes: [], door: "", sent: 0, refused: [] };
  try { kept = { ...kept, ...JSON.parse(localStorage.getItem(name) || "{}") }; } catch { /* what cannot be read is fetched anew */ }

  function save() {
    try { localStorage.setItem(name, JSON.stringify(kept)); return true; } catch { return false; }
  }

  return {
    get guests() { return kept.guests.map((guest) => withNotes(guest, kept.notes)); },
    get waiting() { return kept.notes.length; },
    get door() { return kept.door; },
    get sent() { return kept.sent; },
    get refused() { return kept.refused; },
    call(door) { kept.door = door; save(); },
    /* A note of this telephone; false when the device has no room for it. */
    note(key, state, standIn, people) {
      const guest = kept.guests.find((each) => each.key === key);
      const own = kept.notes.filter((each) => each.guest === key);
      const after = guest?.last ?? null;
      kept.notes.push({ key: newKey(), guest: key, state, stand_in: standIn, people, door: kept.door, after, follows: own.at(-1)?.key || "", at: Date.now() });
      return save();
    },
    take(guests) { kept.guests = guests; kept.sent = Date.now(); save(); },
    /* What the house has acknowledged is not sent again; what it refused is told. */
    acknowledged(taken) {
      const gone = new Set(taken.map((one) => one.key));
      for (const one of taken.filter((each) => each.refused.length)) {
        const note = kept.notes.find((each) => each.key === one.key);
        kept.refused.push({ name: kept.guests.find((each) => each.key === note?.guest)?.name || "", words: one.refused.join(" ") });
      }
      kept.notes = kept.notes.filter((each) => !gone.has(each.key));
      save();
    },
    told() { kept.refused = []; save(); },
    batch() { return kept.notes.slice(0, 200).map(({ at, ...note }) => ({ ...note, ago: Math.max(0, Date.now() - at) })); },
    leave() { if (!kept.notes.length) localStorage.removeItem(name); },
  };
}

/* How a guest stands with what this telephone noted and has not sent yet. */
function withNotes(guest, notes) {
  const own = notes.filter((each) => each.guest === guest.key).at(-1);
  if (!own) return guest;
  const clock = new Date(own.at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
  return { ...guest, state: own.state, stand_in: own.stand_in, came: own.people || guest.people, door: own.door, at: clock, against: undefined, isWaiting: true };
}

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* Fetch the list, send what waits. Answers "sent", "offline" or "signed out". */
export function exchange(store, { list, send, page }) {
  // Two windows of one telephone do not both send; the keys make even that harmless.
  return navigator.locks ? navigator.locks.request(`contest.door:${list}`, () => both(store, list, send, page)) : both(store, list, send, page);
}

let mark = "";

async function both(store, list, send, page) {
  try {
    const headers = { Accept: "application/json", ...(mark && !store.waiting ? { "If-None-Match": mark } : {}) };
    const answer = await fetch(list, { headers, credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 401) return "signed out";
    if (answer.status !== 304) {
      if (!answer.ok) return "offline";
      mark = answer.headers.get("ETag") || "";
      const told = await answer.json();
      if (store.waiting) return await sendAll(store, send, page);
      store.take(told.guests);
    } else store.take(store.guests);
    return "sent";
  } catch { return "offline"; }
}

/* The page on the telephone may be of an earlier sign-in: a living token is on the page as the house has it now. */
export async function tokenOf(page) {
  const answer = await fetch(page, { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[name=csrf_token]")?.value || null;
}

async function sendAll(store, send, page) {
  const token = await tokenOf(page);
  if (!token) return "signed out";
  const before = store.batch();
  const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token };
  const answer = await fetch(send, { method: "POST", headers, credentials: "same-origin", body: JSON.stringify({ notes: before }), signal: AbortSignal.timeout(PATIENCE) });
  if (answer.status === 401) return "signed out";
  if (!answer.ok) return answer.status < 500 ? "refused" : "offline";
  const told = await answer.json();
  store.acknowledged(told.taken);
  store.take(told.guests);
  mark = "";
  return store.waiting ? "offline" : "sent";
}

/* Who signs out leaves no names behind, but for notes that the house does not have yet. */
export function whenSignedOut(store, person) {
  document.querySelector("form[action$='/dang-xuat']")?.addEventListener("submit", () => {
    store.leave();
    if ("caches" in window) caches.delete(`contest-door-${person}`);
  });
}
