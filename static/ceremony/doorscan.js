/* The square of an invitation or certificate, read by the telephone's camera where the browser can. */

export function canScan() {
  return "BarcodeDetector" in window && Boolean(navigator.mediaDevices?.getUserMedia);
}

/* What a square says: of an address its last part, which is the code. */
export function codeOf(words) {
  const last = words.split(/[/?#=]/).filter(Boolean).at(-1) || "";
  return last.toUpperCase();
}

/* Look through the camera until a square is read; answers its code, or "" when it was stopped. */
export async function scan(video, stopped) {
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  try {
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    while (!stopped()) {
      const found = await detector.detect(video).catch(() => []);
      if (found.length) return codeOf(found[0].rawValue);
      await new Promise((next) => { setTimeout(next, 150); });
    }
    return "";
  } finally {
    video.hidden = true;
    for (const track of stream.getTracks()) track.stop();
  }
}
