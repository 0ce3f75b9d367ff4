/* What the hall's machine keeps of a show, so that a reload without a line does not leave the hall before a black wall:
   the page itself, which names nobody, and the slides with their photographs, sealed (AES-GCM). The key lies with where
   the show stands in the tab's own memory and goes with the tab: on the machine's disk nobody reads who is still to be
   called out. The browser keeps and seals only behind https; elsewhere there is nothing to reopen. */

import { keepPage } from "../_house/kept.js";

const PREFIX = "contest-screen-";

export async function screenStore({ page, worker, show }) {
  if (!window.isSecureContext || !("caches" in window) || !crypto.subtle) return null;
  const own = `${PREFIX}${show}`, memory = `contest.screen:${page}`;
  let state = read(memory);
  if (!state.key) state.key = toText(crypto.getRandomValues(new Uint8Array(32)));
  const key = await crypto.subtle.importKey("raw", toBytes(state.key), "AES-GCM", false, ["encrypt", "decrypt"]);
  save();

  function save() { try { sessionStorage.setItem(memory, JSON.stringify(state)); } catch { /* a reload will need a line */ } }
  const address = (name) => `${page}/giu/${encodeURIComponent(name)}`;
  const terms = (name, iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) });

  return {
    /* Where the show stood when this tab last knew: undefined in a tab that is new. */
    state: state.at === undefined ? undefined : state,
    stand(at) { state = { ...state, ...at }; save(); },
    async keep(name, bytes) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt(terms(name, iv), key, bytes);
      await (await caches.open(own)).put(address(name), new Response(new Blob([iv, sealed])));
    },
    async read(name) {
      const kept = await (await caches.open(own)).match(address(name));
      if (!kept) return null;
      const bytes = new Uint8Array(await kept.arrayBuffer());
      return crypto.subtle.decrypt(terms(name, bytes.slice(0, 12)), key, bytes.slice(12)).catch(() => null);
    },
    keepPage: () => keepPage({ page, worker, store: own, prefix: PREFIX }).catch(() => false),
    /* The show is over. */
    async forget() { sessionStorage.removeItem(memory); await caches.delete(own); },
  };
}

function read(memory) { try { return JSON.parse(sessionStorage.getItem(memory) || "{}"); } catch { return {}; } }
const toText = (bytes) => btoa(String.fromCharCode(...bytes));
const toBytes = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
