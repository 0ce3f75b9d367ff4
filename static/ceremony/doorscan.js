/* The square of an invitation or certificate, before the telephone's camera. The browser reads it where it can, with or
   without a line; where it cannot (Safari, Firefox) the house reads the middle of the picture, in grey, while there is a
   line. Nobody keeps a picture. */

const SIDE = 480, EVERY_MS = 150, ASK_EVERY_MS = 400, PATIENCE_MS = 4000;

export function canScan() {
  return Boolean(window.isSecureContext && navigator.mediaDevices?.getUserMedia);
}

/* What a square says: of an address its last part, which is the code. */
export function codeOf(words) {
  const last = words.split(/[/?#=]/).filter(Boolean).at(-1) || "";
  return last.toUpperCase();
}

/* Look through the camera until a square is read; answers its code, or "" when it was stopped. house(grey, width) has the
   house read it, and answers null while there is no line; lost() tells whoever holds the telephone. */
export async function scan(video, stopped, house, lost) {
  const read = await readerHere() || readerThere(house, lost);
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  try {
    video.srcObject = stream;
    await video.play();
    while (!stopped()) {
      const words = await read(video);
      if (words) return codeOf(words);
      await new Promise((next) => { setTimeout(next, read.pause); });
    }
    return "";
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

async function readerHere() {
  if (!("BarcodeDetector" in window)) return null;
  const kinds = await window.BarcodeDetector.getSupportedFormats?.().catch(() => []) ?? ["qr_code"];
  if (!kinds.includes("qr_code")) return null;
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  const read = async (video) => (await detector.detect(video).catch(() => []))[0]?.rawValue || "";
  read.pause = EVERY_MS;
  return read;
}

function readerThere(house, lost) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const read = async (video) => {
    const side = Math.min(video.videoWidth, video.videoHeight);
    if (!side) return "";
    pen.drawImage(video, (video.videoWidth - side) / 2, (video.videoHeight - side) / 2, side, side, 0, 0, SIDE, SIDE);
    const words = await house(grey(pen.getImageData(0, 0, SIDE, SIDE).data), SIDE);
    if (words === null) lost();
    return words || "";
  };
  read.pause = ASK_EVERY_MS;
  return read;
}

/* How bright each pixel is, as the eye sees it. */
function grey(pixels) {
  const found = new Uint8Array(pixels.length / 4);
  for (let at = 0; at < found.length; at += 1) found[at] = (pixels[4 * at] * 77 + pixels[4 * at + 1] * 150 + pixels[4 * at + 2] * 29) >> 8;
  return found;
}

/* Have the house read a picture: its words, "" for none, null without a line. token: of the page as the house has it. */
export async function askHouse(address, token, bytes, width) {
  try {
    const headers = { "Content-Type": "application/octet-stream", "X-CSRFToken": token, Accept: "application/json" };
    const answer = await fetch(`${address}?rong=${width}`, { method: "POST", headers, body: bytes, credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok ? (await answer.json()).words : null;
  } catch { return null; }
}
