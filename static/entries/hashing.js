/* Beside the page: reads a file and reckons its sums, so that the page never stands still. One worker for one file. */

import { Sha256, hex } from "./sha256.js";

const STEP = 1 << 20;
const whole = new Sha256();
let hashed = 0;

async function bytes(file, from, to) {
  return new Uint8Array(await file.slice(from, to).arrayBuffer());
}

/* What the file is known by on any device: its size, its first and its last quarter of a megabyte. */
async function fingerprint(file) {
  const edge = 1 << 18, sum = new Sha256();
  sum.update(new TextEncoder().encode(`${file.size} `));
  sum.update(await bytes(file, 0, edge)).update(await bytes(file, Math.max(edge, file.size - edge), file.size));
  return hex(sum.digest());
}

/* The sum of a piece and, with the last one, of the whole. A piece that is sent again is not counted twice. */
async function piece(file, from, to) {
  while (hashed < to) {
    const end = Math.min(hashed + STEP, to);
    whole.update(await bytes(file, hashed, end));
    hashed = end;
  }
  const content = await bytes(file, from, to);
  const subtle = self.crypto && self.crypto.subtle;
  const sum = subtle ? new Uint8Array(await subtle.digest("SHA-256", content)) : new Sha256().update(content).digest();
  return btoa(String.fromCharCode(...sum));
}

let digest = "";
self.onmessage = async ({ data: { id, file, from, to } }) => {
  try {
    if (from === undefined) { self.postMessage({ id, fingerprint: await fingerprint(file) }); return; }
    const checksum = await piece(file, from, to);
    if (to === file.size && hashed === to) digest = digest || hex(whole.digest());
    self.postMessage({ id, checksum, digest: to === file.size ? digest : "" });
  } catch {
    // The file was moved or changed since it was chosen.
    self.postMessage({ id, failed: true });
  }
};
