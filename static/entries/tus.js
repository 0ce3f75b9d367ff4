/* One file on its way to the server by the tus protocol: in pieces, from where the server is, as long as it takes. */

const VERSION = { "Tus-Resumable": "1.0.0" };
const MB = 1 << 20;
const LEAST = MB / 4, MOST = 16 * MB;
// No byte for so long: the line is dead, even if nobody has said so.
const SILENCE = 45000;
const WAITS = [1, 2, 4, 8, 15, 30];
const encoded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/* A no of the server: its sentence, and whether trying again may help. */
class No extends Error {
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

export class Sending {
  /* told: { state(name, words), progress(sent, size) }; token() gives the page's CSRF token, freshly asked for if told. */
  constructor(file, { begin, token, worker, told }) {
    Object.assign(this, { file, begin, token, told });
    this.worker = new Worker(worker, { type: "module" });
    this.size = file.size;
    this.offset = 0;
    this.piece = 2 * MB;
    this.paused = this.ended = false;
    this.asked = 0;
    this.request = null;
  }

  /* Resolves to "done", "refused" or "dropped". */
  async run() {
    let failures = 0;
    while (!this.ended) {
      try {
        await this.resumed();
        await this.locate();
        await this.send(() => { failures = 0; });
        this.end("done");
      } catch (no) {
        if (this.ended || this.paused) continue;
        if (no instanceof No && !(await this.mends(no))) break;
        this.piece = Math.max(LEAST, this.piece / 2);
        await this.rest(WAITS[Math.min(failures, WAITS.length - 1)], no instanceof No ? no.message : "");
        failures += 1;
      }
    }
    this.worker.terminate();
    return this.result || "refused";
  }

  end(result) {
    this.ended = true;
    this.result = result;
  }

  pause() { this.paused = true; this.abort(); this.told.state("paused"); }
  resume() { this.paused = false; if (this.wake) this.wake(); }
  async drop() {
    this.end("dropped");
    this.abort();
    this.resume();
    if (this.url) await this.call("DELETE", this.url).catch(() => {});
  }
  abort() { if (this.request) this.request.abort(); }

  async resumed() {
    while (this.paused && !this.ended) await new Promise((wake) => { this.wake = wake; });
  }

  /* Wait until it is worth trying: so many seconds, or until the network is back, whichever comes first. */
  async rest(seconds, words) {
    this.told.state("waiting", words);
    await Promise.race([
      sleep(seconds * 1000),
      new Promise((done) => window.addEventListener("online", done, { once: true })),
      new Promise((wake) => { this.wake = wake; }),
    ]);
  }

  /* What can be mended without asking anybody; everything else is said and ends the sending. */
  async mends(no) {
    if (no.status === 400 && !this.renewed) { this.renewed = true; await this.token(true); return true; }
    if (no.status === 404 || no.status === 410) { this.url = ""; this.lost = (this.lost || 0) + 1; return this.lost < 3; }
    if (no.status === 409 || no.status === 460 || no.status === 423) return true;
    if (no.status === 507 || no.status === 401) {
      this.paused = true;
      this.told.state(no.status === 401 ? "signed-out" : "stopped", no.message);
      return true;
    }
    if (no.status >= 500 || no.status === 429) return true;
    this.end("refused");
    this.told.state("refused", no.message);
    return false;
  }

  /* The upload begun before with this very file, or a new one; and how much of it is there. */
  async locate() {
    if (!this.url) {
      this.told.state("preparing");
      const { fingerprint } = await this.reckon({});
      const metadata = `filename ${encoded(this.file.name)},fingerprint ${encoded(fingerprint)}`;
      const answer = await this.call("POST", this.begin, { "Upload-Length": String(this.size), "Upload-Metadata": metadata });
      this.url = answer.getResponseHeader("Location");
    }
    const answer = await this.call("HEAD", this.url);
    this.offset = Number(answer.getResponseHeader("Upload-Offset"));
    this.finished = answer.getResponseHeader("Upload-File");
    this.told.progress(this.offset, this.size);
  }

  async send(went) {
    while (!this.finished) {
      if (this.paused || this.ended) throw new Error("paused");
      const from = this.offset, to = Math.min(this.size, from + this.piece);
      const { checksum, digest } = await this.reckon({ from, to });
      const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(from) };
      if (to > from) headers["Upload-Checksum"] = `sha256 ${checksum}`;
      if (digest) headers["Upload-Sha256"] = digest;
      if (to === this.size) this.told.state("checking");
      else this.told.state("sending");
      const began = performance.now();
      const answer = await this.call("PATCH", this.url, headers, this.file.slice(from, to), from);
      this.fit(to - from, performance.now() - began);
      this.offset = Number(answer.getResponseHeader("Upload-Offset"));
      this.finished = answer.getResponseHeader("Upload-File");
      this.told.progress(this.offset, this.size);
      this.renewed = false;
      went();
    }
  }

  /* A piece should take some seconds: short enough to lose little, long enough not to wait for answers all the time. */
  fit(length, ms) {
    if (length < this.piece) return;
    if (ms < 4000) this.piece = Math.min(MOST, this.piece * 2);
    else if (ms > 12000) this.piece = Math.max(LEAST, this.piece / 2);
  }

  /* Ask the worker: a fingerprint, or the sums of a piece. */
  reckon(what) {
    const id = (this.asked += 1);
    return new Promise((done, fail) => {
      this.worker.onmessage = ({ data }) => {
        if (data.id !== id) return;
        if (data.failed) fail(new No(422, "Tệp đã bị di chuyển hoặc thay đổi sau khi chọn. Hãy chọn lại tệp."));
        else done(data);
      };
      this.worker.postMessage({ id, file: this.file, ...what });
    });
  }

  /* One request; resolves with the answered XMLHttpRequest, rejects with a No or, when the line broke, an Error. */
  async call(method, url, headers = {}, body = null, from = 0) {
    const csrf = await this.token(false);
    return new Promise((done, fail) => {
      const request = (this.request = new XMLHttpRequest());
      let clock = 0;
      const alive = () => { clearTimeout(clock); clock = setTimeout(() => request.abort(), SILENCE); };
      request.open(method, url);
      for (const [name, value] of Object.entries({ ...VERSION, Accept: "application/json", "X-CSRFToken": csrf, ...headers })) request.setRequestHeader(name, value);
      if (body && body.size) request.upload.onprogress = (event) => { alive(); this.told.progress(from + event.loaded, this.size); };
      // The whole is compared, cleaned and stored before the last piece is answered: that may take a while.
      request.upload.onload = () => { clearTimeout(clock); clock = setTimeout(() => request.abort(), 4 * SILENCE); };
      request.onloadend = () => {
        clearTimeout(clock);
        this.request = null;
        if (request.status >= 200 && request.status < 300) { done(request); return; }
        if (!request.status) { fail(new Error("the line broke")); return; }
        let words = "";
        try { words = JSON.parse(request.responseText).error.message; } catch { /* a page, or nothing */ }
        fail(new No(request.status, words || "Máy chủ chưa nhận được tệp."));
      };
      alive();
      request.send(body);
    });
  }
}
