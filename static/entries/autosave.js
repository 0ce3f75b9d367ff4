/* Saves while somebody types. Without a network what was typed stays on this machine and is sent again later; what
   others saved meanwhile is put together with it, field by field, by the server.
   The page works the same without this script: its buttons save. */

import { Kept } from "./kept.js";
import { tellUnprintable } from "./letters.js";

const LEFT_OUT = ["csrf_token", "version", "base", "go", "remove"];
const form = document.querySelector("form[data-autosave]");
if (form && form.dataset.paused === undefined) begin(form);
else if (form) choose(form);

function pairsOf(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !LEFT_OUT.includes(name));
}

/* What the server sent, whatever was typed since: on a slow line somebody types before this script is here. A page that
   was reloaded or gone back to holds what a browser brings back by itself; that is not what was typed now. */
function servedIn(form) {
  if (performance.getEntriesByType("navigation")[0]?.type !== "navigate") return pairsOf(form);
  const pairs = [];
  for (const field of form.elements) {
    if (!field.name || field.disabled || LEFT_OUT.includes(field.name) || ["submit", "button", "file"].includes(field.type)) continue;
    if (["checkbox", "radio"].includes(field.type)) { if (field.defaultChecked) pairs.push([field.name, field.value]); }
    else if (field.type === "select-one") {
      const chosen = [...field.options].find((option) => option.defaultSelected) || field.options[0];
      if (chosen) pairs.push([field.name, chosen.value]);
    } else if (field.defaultValue !== undefined) pairs.push([field.name, field.defaultValue]);
  }
  return pairs;
}

/* Both changed one field: the saved text is taken over by its button. The page was sent to be chosen on, so that
   what stands saved is what the next save is compared with. */
function choose(form) {
  for (const button of document.querySelectorAll("[data-take]")) {
    const field = form.elements[button.dataset.take];
    if (!(field instanceof Element)) continue;
    button.hidden = false;
    button.addEventListener("click", () => { field.value = button.dataset.value; field.focus(); });
  }
}

function begin(form) {
  const line = form.querySelector("[data-saved]");
  const kept = new Kept(form.dataset.key);
  const version = form.elements.version;
  let waiting = 0, again = false, stopped = false, last = JSON.stringify(servedIn(form)), left = [];
  // The save that is on its way, if one is.
  let under = null;

  function typed() {
    return JSON.stringify(pairsOf(form));
  }
  function say(words, state = "") {
    line.textContent = words;
    line.dataset.state = state;
  }
  function keep(values, sent = false) {
    return kept.put({ values, base: last, version: Number(version.value), sent });
  }
  function away() {
    say(keep(typed()) ? "Chưa có mạng, đã giữ trên máy" : "Chưa có mạng. Xin giữ trang này mở", "away");
  }

  async function save() {
    clearTimeout(waiting);
    const values = typed();
    if (stopped || (values === last && !left.length)) return;
    if (under) { again = true; return; }
    if (!navigator.onLine) { away(); return; }
    say("Đang lưu…");
    under = values === last ? sendLeft(left[0]) : send(values);
    await under;
    under = null;
    if (again || left.length) { again = false; save(); }
  }

  function post(values, base, at) {
    return fetch(form.dataset.autosave, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": form.elements.csrf_token.value },
      body: JSON.stringify({ part: form.dataset.part, version: at, values: JSON.parse(values), base: JSON.parse(base) }),
    });
  }

  async function send(values) {
    try {
      const answer = await post(values, last, Number(version.value));
      const told = await answer.json().catch(() => ({}));
      if (answer.ok) settled(values, told);
      else refused(values, answer.status, told);
    } catch {
      away();
      waiting = setTimeout(save, 15000);
    }
  }

  /* What an earlier tab kept on this machine and never sent. */
  async function sendLeft(item) {
    left = left.slice(1);
    try {
      const answer = await post(item.values, item.base || item.values, item.version);
      const told = await answer.json().catch(() => ({}));
      if (answer.ok) {
        kept.drop(item);
        if (!left.length) reload();
      } else if (answer.status === 409) {
        stopped = true;
        say("Máy này còn giữ nội dung của một cửa sổ trước, khác với bản vừa lưu. ", "refused");
        const button = document.createElement("button");
        Object.assign(button, { type: "button", className: "btn btn-link", textContent: "Xem và chọn" });
        button.addEventListener("click", () => { fillIn(JSON.parse(item.values)); version.value = item.version; form.elements.base.value = item.base; kept.drop(item); form.requestSubmit(); });
        line.append(button);
      } else refused(typed(), answer.status, told);
    } catch { away(); }
  }

  function settled(values, told) {
    version.value = told.version;
    const changed = Object.entries(told.changed || {});
    if (changed.some(([name]) => !form.elements[name])) { reload(); return; }
    const before = new Map(JSON.parse(values)), there = new Map(before);
    for (const [name, value] of changed) {
      value === "" && isTick(name) ? there.delete(name) : there.set(name, value);
      // What was typed since it was sent is newer.
      if ((new Map(pairsOf(form)).get(name) ?? "") === (before.get(name) ?? "")) put(name, value);
    }
    last = JSON.stringify(order(there));
    kept.forget();
    tellUnprintable(form, told.unprintable || {});
    const others = changed.length ? " Có nội dung vừa được sửa ở nơi khác, đã điền vào." : "";
    say(`Đã lưu ${told.at}.${others}`.replace(/\.$/, ""));
    if (typed() !== last) { keep(typed()); waiting = setTimeout(save, 1200); }
  }

  function order(values) {
    const names = [...new Set([...form.elements].map((field) => field.name))];
    return names.filter((name) => values.has(name)).map((name) => [name, values.get(name)]);
  }
  function isTick(name) {
    return form.elements[name].type === "checkbox";
  }
  function put(name, value) {
    const field = form.elements[name];
    if (field.type === "checkbox") field.checked = value !== "";
    else field.value = value;
  }
  function reload() {
    kept.forget();
    stopped = true;
    location.reload();
  }

  function refused(values, status, told) {
    keep(values);
    if (status === 401 || status === 400) { stopped = true; signIn(); }
    else if (status === 409) {
      stopped = true;
      say(`${told.error ? told.error.message : "Chưa lưu được."} Bấm nút Lưu để xem.`, "refused");
    } else {
      say("Máy chủ chưa lưu được, đã giữ trên máy", "away");
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

  function fillIn(pairs) {
    for (const field of form.elements) {
      if (field.type === "checkbox" || field.type === "radio") field.checked = pairs.some(([name, value]) => name === field.name && value === field.value);
    }
    for (const [name, value] of pairs) {
      const field = form.elements[name];
      if (field instanceof Element && !["checkbox", "radio", "hidden"].includes(field.type)) field.value = value;
    }
  }

  function restore() {
    const items = kept.all().filter((item) => {
      const done = item.values === last || (item.sent && Number(version.value) > item.version);
      if (done) kept.drop(item);
      return !done;
    });
    if (!items.length) return;
    const names = new Set([...form.elements].map((field) => field.name));
    const fits = (item) => JSON.parse(item.values).every(([name]) => names.has(name));
    const first = items.find((item) => fits(item) && item.version === Number(version.value));
    left = items.filter((item) => item !== first);
    if (first) {
      last = first.base || last;
      fillIn(JSON.parse(first.values));
      form.dispatchEvent(new Event("restored"));
      kept.adopt(first);
    }
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
    if (!form.elements.base.value) form.elements.base.value = last;
    // Kept until a later page shows that it was saved: the sign-in may have ended meanwhile.
    keep(typed(), true);
  });
  tellUnprintable(form, JSON.parse(form.dataset.unprintable || "{}"));
  restore();
  if (typed() !== last && !under) waiting = setTimeout(save, 300);
}
