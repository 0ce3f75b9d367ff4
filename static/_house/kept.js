/* A page kept on the machine with its styles and scripts, for when there is no line (scoring/worker.js answers from here).
   The page is put away last, so that one that is kept is kept whole. */

/* store: the name it is kept under; prefix: what all of its kind begin with, of which a machine keeps one. */
export async function keepPage({ page, worker, store, prefix }) {
  if (!window.isSecureContext || !("serviceWorker" in navigator) || !("caches" in window)) return false;
  await navigator.serviceWorker.register(worker, { scope: page });
  for (const name of await caches.keys()) if (name.startsWith(prefix) && name !== store) await caches.delete(name);
  const [pages, assets] = await Promise.all([caches.open(store), caches.open("contest-static")]);
  const answer = await fetch(page, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return false;
  const copy = answer.clone();
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  const links = [...found.querySelectorAll("link[rel=stylesheet], link[rel=modulepreload], link[rel=icon], script[src], header img[src]")];
  for (const link of links) await keepAsset(assets, new URL(link.getAttribute("href") || link.getAttribute("src"), location.href));
  await pages.put(page, copy);
  await navigator.serviceWorker.ready;
  return true;
}

/* Whether a page kept earlier answers here: what there is to say when there is no line to keep it anew. */
export async function isOpenedFromHere(page) {
  return Boolean("caches" in window && navigator.serviceWorker?.controller && await caches.match(page, { ignoreVary: true }));
}

/* A style or script, and the modules that a script imports by their own names. */
async function keepAsset(assets, address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`not kept: ${address.pathname}`);
  await assets.put(address, answer.clone());
  if (!address.pathname.endsWith(".js")) return;
  for (const [, path] of (await answer.text()).matchAll(/from "(\.[^"]+)"/g)) await keepAsset(assets, new URL(path, address));
}
