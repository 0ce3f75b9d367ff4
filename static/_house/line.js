/* A form while the line is gone: it stays on the page with everything typed and chosen, and says so. What is typed
   in a form with data-keep is kept for this tab: should the line break while it is on its way, the page has it again when
   it is opened next. data-keep="reach" asks first whether the house can be reached: what was chosen cannot be kept. */

const PREFIX = "contest.typed:";
const PATIENCE = 8000;
const LEFT_OUT = ["hidden", "submit", "button", "file", "password", "select-multiple", "fieldset"];

// A page that answered with what is to be mended holds what was typed as if it had been there before.
const isAnswer = document.querySelector(".form-summary") !== null;

/* By where it is sent to and which of those sent there it is: what stands around it may have changed. */
function nameOf(form) {
  const where = form.getAttribute("action") || "";
  const alike = [...document.querySelectorAll("form[data-keep]")].filter((each) => (each.getAttribute("action") || "") === where);
  return `${PREFIX}${location.pathname}#${where}#${alike.indexOf(form)}`;
}
function items() {
  try { return Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)); } catch { return []; }
}
function read(name) {
  try { return JSON.parse(sessionStorage.getItem(name)); } catch { return null; }
}
function write(name, item) {
  try { sessionStorage.setItem(name, JSON.stringify(item)); } catch { /* no room: the page itself still has it */ }
}
/* Only what differs from the page: what somebody else saved meanwhile must not be written over by what stood here. */
function typedIn(form) {
  const typed = [];
  for (const field of form.elements) {
    if (!field.name || LEFT_OUT.includes(field.type)) continue;
    if (["checkbox", "radio"].includes(field.type)) {
      if (field.checked !== field.defaultChecked || (isAnswer && field.checked)) typed.push([field.name, field.value, field.checked]);
    } else if (field.type === "select-one") {
      const served = [...field.options].find((option) => option.defaultSelected) || field.options[0];
      if (isAnswer || field.value !== served?.value) typed.push([field.name, field.value, true]);
    } else if (isAnswer ? field.value : field.value !== field.defaultValue) typed.push([field.name, field.value, true]);
  }
  return typed;
}

/* Whether the form was held back; if so it is sent again by itself as soon as the house answers. */
export function heldBack(event) {
  const form = event.target, button = event.submitter;
  if (!navigator.onLine) { event.preventDefault(); tell(form, button); return true; }
  if (form.dataset.keep === undefined) return false;
  if (form.dataset.keep !== "reach" || form.dataset.reached === "yes") {
    delete form.dataset.reached;
    write(nameOf(form), { typed: typedIn(form), sent: true });
    return false;
  }
  event.preventDefault();
  if (form.dataset.asking === "yes") return true;
  form.dataset.asking = "yes";
  reached().then((answered) => {
    delete form.dataset.asking;
    if (!answered) { tell(form, button); return; }
    form.dataset.reached = "yes";
    form.requestSubmit(button || undefined);
  });
  return true;
}

async function reached() {
  const small = document.querySelector("link[rel=icon]");
  try {
    await fetch(small.href, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return true;
  } catch { return false; }
}

function tell(form, button) {
  const again = button ? `“${button.textContent.trim()}”` : "nút gửi";
  const line = form.querySelector(".line-gone") || document.createElement("p");
  line.className = "line-gone";
  line.setAttribute("role", "alert");
  line.textContent = `Chưa có mạng, chưa gửi được. Mọi thứ bạn đã nhập vẫn ở trên trang này; khi có mạng, hãy bấm lại ${again}.`;
  line.dataset.again = again;
  if (!line.isConnected) form.append(line);
}
window.addEventListener("online", () => {
  for (const line of document.querySelectorAll(".line-gone")) line.textContent = `Đã có mạng lại. Hãy bấm ${line.dataset.again} để gửi.`;
});

/* What was sent has arrived once the house leads on to another page or answers with what is to be mended. */
const arrival = performance.getEntriesByType("navigation")[0];
if (arrival?.redirectCount || document.querySelector(".form-summary, .flash")) {
  for (const name of items()) if (read(name)?.sent) sessionStorage.removeItem(name);
}
for (const form of document.querySelectorAll("form[data-keep]")) {
  form.addEventListener("input", () => write(nameOf(form), { typed: typedIn(form), sent: false }));
  const item = isAnswer ? null : read(nameOf(form));
  if (item?.typed.length) fillIn(form, item);
}
function fillIn(form, { typed, sent }) {
  let filled = false;
  for (const field of form.elements) {
    if (!field.name || LEFT_OUT.includes(field.type)) continue;
    const ticked = ["checkbox", "radio"].includes(field.type);
    const found = typed.find(([name, value]) => name === field.name && (!ticked || value === field.value));
    if (!found) continue;
    if (ticked) field.checked = found[2];
    else field.value = found[1];
    field.closest("details")?.setAttribute("open", "");
    filled = true;
  }
  if (!filled) return;
  const line = document.createElement("p");
  line.className = "line-gone";
  line.setAttribute("role", "status");
  line.textContent = sent
    ? "Mạng đã đứt trong lúc gửi. Nội dung đã nhập được điền lại; hãy bấm gửi lại, việc đã ghi không bị ghi hai lần."
    : "Nội dung bạn nhập dở đã được điền lại.";
  form.append(line);
}

/* Who signs out leaves nothing of what was typed. */
document.querySelector("form[action$='/dang-xuat']")?.addEventListener("submit", () => items().forEach((name) => sessionStorage.removeItem(name)));
