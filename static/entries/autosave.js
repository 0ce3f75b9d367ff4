/* Saves while somebody types. Without a network what was typed stays on this machine and is sent again later.
   The page works the same without this script: its buttons save. */

const form = document.querySelector("form[data-autosave]");
if (form && form.dataset.paused === undefined) begin(form);

function begin(form) {
  const line = form.querySelector("[data-saved]");
  const key = form.dataset.key;
  const version = form.elements.version;
  let waiting = 0, again = false, stopped = false, last = typed();
  // The save that is on its way, if one is.
  let under = null;

  function typed() {
    return JSON.stringify([...new FormData(form)].filter(([name, value]) => typeof value === "string" && !["csrf_token", "version", "go", "remove"].includes(name)));
  }
  function say(words, state = "") {
    line.textContent = words;
    line.dataset.state = state;
  }
  function keep(values, sent = false) {
    try { localStorage.setItem(key, JSON.stringify({ values, version: Number(version.value), sent })); return true; } catch { return false; }
  }
  function forget() {
    try { localStorage.removeItem(key); } catch { /* storage may be closed to us */ }
  }
  function away() {
    say(keep(typed()) ? "Chưa có mạng, đã giữ trên máy" : "Chưa có mạng. Xin giữ trang này mở", "away");
  }

  async function save() {
    clearTimeout(waiting);
    const values = typed();
    if (stopped || values === last) return;
    if (under) { again = true; return; }
    if (!navigator.onLine) { away(); return; }
    say("Đang lưu…");
    under = send(values);
    await under;
    under = null;
    if (again) { again = false; save(); }
  }

  async function send(values) {
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": form.elements.csrf_token.value },
        body: JSON.stringify({ part: form.dataset.part, version: Number(version.value), values: JSON.parse(values) }),
      });
      const told = await answer.json().catch(() => ({}));
      if (answer.ok) {
        version.value = told.version;
        last = values;
        forget();
        say(`Đã lưu ${told.at}`);
      } else if (answer.status === 401) {
        stopped = true;
        keep(values);
        signIn();
      } else if (answer.status === 409) {
        stopped = true;
        keep(values);
        say(`${told.error ? told.error.message : "Chưa lưu được."} Bấm nút Lưu để xem.`, "refused");
      } else {
        keep(values);
        say("Máy chủ chưa lưu được, đã giữ trên máy", "away");
        waiting = setTimeout(save, 15000);
      }
    } catch {
      away();
      waiting = setTimeout(save, 15000);
    }
  }

  function signIn() {
    say("Phiên đăng nhập đã hết; nội dung được giữ trên máy. ", "refused");
    const link = document.createElement("a");
    link.href = form.dataset.signIn;
    link.textContent = "Đăng nhập lại";
    line.append(link);
  }

  function restore() {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(key) || "null"); } catch { forget(); }
    if (!kept || kept.values === last || (kept.sent && Number(version.value) > kept.version)) { forget(); return; }
    const names = new Set([...form.elements].map((field) => field.name));
    const pairs = JSON.parse(kept.values);
    if (pairs.some(([name]) => !names.has(name))) {
      say("Máy này còn giữ nội dung chưa lưu của nhiều dòng hơn. Hãy thêm đủ số dòng tác giả, nội dung sẽ được điền lại.", "away");
      return;
    }
    for (const field of form.elements) {
      if (field.type === "checkbox" || field.type === "radio") field.checked = pairs.some(([name, value]) => name === field.name && value === field.value);
    }
    for (const [name, value] of pairs) {
      const field = form.elements[name];
      if (field instanceof Element && !["checkbox", "radio", "hidden"].includes(field.type)) field.value = value;
    }
    // What was kept was typed over the version of that time: if it has moved on since, the server will say so.
    version.value = Math.min(kept.version, Number(version.value));
    form.dispatchEvent(new Event("restored"));
    say("Đã lấy lại nội dung giữ trên máy", "away");
    save();
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 1200);
  });
  form.addEventListener("change", save);
  window.addEventListener("online", save);
  window.addEventListener("offline", away);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && !stopped && typed() !== last) { keep(typed()); save(); } });
  form.addEventListener("submit", async (event) => {
    clearTimeout(waiting);
    if (!navigator.onLine) {
      event.preventDefault();
      away();
      return;
    }
    stopped = true;
    if (under) {
      // Two saves at once would look like two people: let the first one land.
      event.preventDefault();
      await Promise.race([under, new Promise((done) => setTimeout(done, 4000))]);
      under = null;
      form.requestSubmit(event.submitter || undefined);
      return;
    }
    // Kept until a later page shows that it was saved: the sign-in may have ended meanwhile.
    keep(typed(), true);
  });
  restore();
}
