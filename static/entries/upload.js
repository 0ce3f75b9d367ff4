/* Files are sent as soon as they are chosen, in pieces, with their progress in words; without this script the form sends. */

import { Sending } from "./tus.js";

const MB = 1 << 20;
const number = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 1 });
const size = (bytes) => (bytes < MB ? `${number.format(Math.ceil(bytes / 1024))} KB` : `${number.format(bytes / MB < 10 ? bytes / MB : Math.round(bytes / MB))} MB`);
// One after the other: several at once only share a bad line.
let queue = Promise.resolve(), under = 0, csrf = "";

document.querySelectorAll("form[data-upload]").forEach(begin);
window.addEventListener("beforeunload", (event) => { if (under) event.preventDefault(); });

function begin(form) {
  const input = form.querySelector("input[type=file]");
  form.querySelector("button[type=submit]").hidden = true;
  input.addEventListener("change", take);
  form.addEventListener("submit", (event) => { event.preventDefault(); take(); });
  function take() {
    const room = Number(form.dataset.room);
    const files = [...input.files];
    files.slice(room).forEach((file) => line(form, file).refuse(`Phần này chỉ nhận thêm ${room} tệp.`));
    files.slice(0, room).forEach((file) => {
      const shown = line(form, file);
      const most = Number(form.dataset.mostMb);
      if (!file.size) shown.refuse("Tệp rỗng (0 byte). Hãy chọn lại tệp.");
      else if (file.size > most * MB) shown.refuse(`Tệp lớn ${size(file.size)}, phần này nhận nhiều nhất ${most} MB.`);
      else {
        under += 1;
        shown.say("Đang chờ đến lượt");
        queue = queue.then(() => send(form, file, shown)).finally(() => { under -= 1; });
      }
    });
    input.value = "";
  }
}

async function send(form, file, shown) {
  if (shown.dropped) return;
  const lock = navigator.wakeLock ? await navigator.wakeLock.request().catch(() => null) : null;
  const sending = new Sending(file, { begin: form.dataset.upload, token, worker: form.dataset.worker, told: shown });
  shown.of(sending);
  const result = await sending.run();
  if (lock) lock.release().catch(() => {});
  if (result === "done") { shown.gone(); await renew(form.closest("section"), `Đã lưu tệp “${file.name}” (${size(file.size)}), đúng từng byte như trên máy của bạn.`); }
  if (result === "dropped") shown.gone();
}

/* The token of the page, or a fresh one when somebody signed in anew meanwhile. */
async function token(anew) {
  if (anew) {
    const page = await fetch(location.pathname, { headers: { Accept: "text/html" } }).then((answer) => answer.text());
    const found = new DOMParser().parseFromString(page, "text/html").querySelector("input[name=csrf_token]");
    if (found) csrf = found.value;
  }
  return csrf || document.querySelector("form[data-upload] input[name=csrf_token]").value;
}

/* The part, and what is still missing, as the server has them now; what is on its way stays on the page. */
async function renew(section, words) {
  const told = document.createElement("p");
  told.className = "sent";
  told.setAttribute("role", "status");
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer || !answer.ok) {
    // The file is there; only the page cannot be had just now.
    section.querySelector(".spread").after(told);
    told.textContent = words;
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(section.id);
  const list = page.getElementById("con-thieu"), old = document.getElementById("con-thieu");
  if (!fresh) { location.reload(); return; }
  const focused = section.contains(document.activeElement);
  const going = [...section.querySelectorAll(".sending")];
  section.replaceWith(fresh);
  if (list && old) old.replaceWith(list);
  const form = fresh.querySelector("form[data-upload]");
  if (form) { form.before(...going); begin(form); } else fresh.append(...going);
  fresh.querySelector(".spread").after(told);
  told.textContent = words;
  if (focused) { told.tabIndex = -1; told.focus(); }
}

/* The line of a file on its way: name, bar, words, buttons. */
function line(form, file) {
  const box = document.createElement("div");
  box.className = "sending";
  const name = document.createElement("p"), bar = document.createElement("progress");
  const words = document.createElement("p"), live = document.createElement("p"), row = document.createElement("div");
  name.className = "sending-name";
  name.textContent = file.name;
  bar.max = Math.max(1, file.size);
  bar.value = 0;
  bar.setAttribute("aria-label", `Tiến độ gửi tệp ${file.name}`);
  words.className = "sending-words";
  live.className = "visually-hidden";
  live.setAttribute("role", "status");
  row.className = "cluster";
  box.append(name, bar, words, live, row);
  form.before(box);

  let sending = null, sent = 0, begun = 0, from = 0, paused = false;
  const button = (text, deed) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn-link btn-sm";
    made.textContent = text;
    made.addEventListener("click", deed);
    row.append(made);
    return made;
  };
  const stop = button("Tạm dừng", () => (paused ? go() : hold()));
  const drop = button("Bỏ", () => { shown.dropped = true; if (sending) sending.drop(); else shown.gone(); });
  stop.hidden = true;
  const hold = () => { if (sending) sending.pause(); };
  const go = () => { paused = false; stop.textContent = "Tạm dừng"; shown.say("Đang nối lại…"); begun = 0; sending.resume(); };
  const held = () => { paused = true; stop.textContent = "Gửi tiếp"; };

  const shown = {
    dropped: false,
    of(one) { sending = one; stop.hidden = false; },
    say(text, kind = "") { words.textContent = text; box.dataset.state = kind; if (live.textContent !== text) live.textContent = text; },
    gone() { box.remove(); },
    refuse(text) {
      shown.say(text, "refused");
      words.setAttribute("role", "alert");
      bar.remove();
      stop.remove();
      drop.textContent = "Đóng";
      drop.onclick = () => box.remove();
    },
    progress(now, whole) {
      sent = now;
      bar.value = now;
      if (box.dataset.state === "checking" && now >= whole) return;
      if (!begun) { begun = performance.now(); from = now; }
      words.textContent = `Đã gửi ${of(now, whole)}${left(now, whole)}`;
    },
    state(name, text) {
      const at = of(sent, file.size);
      if (name === "preparing") shown.say("Đang chuẩn bị…");
      if (name === "sending") box.dataset.state = "";
      if (name === "checking") { box.dataset.state = "checking"; words.textContent = `Đang gửi đoạn cuối và kiểm tra (${size(file.size)})…`; }
      if (name === "paused") { held(); shown.say(`Đã tạm dừng ở ${at}. Có thể đóng trang, lần sau chọn lại đúng tệp này để gửi tiếp.`, "away"); }
      if (name === "waiting") { begun = 0; shown.say(`${navigator.onLine ? text || "Đường truyền bị ngắt" : "Mất mạng"}, đã giữ ${at}. Đang tự thử lại…`, "away"); }
      if (name === "stopped") { held(); shown.say(`${text} Đã giữ ${at}.`, "refused"); }
      if (name === "signed-out") { held(); signIn(at); }
      if (name === "refused") shown.refuse(text);
    },
  };
  function signIn(at) {
    shown.say(`Phiên đăng nhập đã hết, đã giữ ${at}. `, "refused");
    const link = document.createElement("a");
    link.href = form.dataset.signIn;
    link.target = "_blank";
    link.textContent = "Đăng nhập lại ở cửa sổ mới";
    words.append(link, ", rồi bấm Gửi tiếp.");
  }
  function of(now, whole) {
    return whole < MB ? `${number.format(Math.floor(now / 1024))} / ${size(whole)}` : `${number.format(Math.floor(now / MB))} / ${size(whole)}`;
  }
  function left(now, whole) {
    const seconds = (performance.now() - begun) / 1000, speed = (now - from) / seconds;
    if (seconds < 3 || !speed) return "";
    const rest = (whole - now) / speed;
    if (rest < 60) return ", còn chưa đến 1 phút";
    return rest < 5400 ? `, còn khoảng ${Math.round(rest / 60)} phút` : `, còn khoảng ${number.format(Math.round(rest / 360) / 10)} giờ`;
  }
  return shown;
}
