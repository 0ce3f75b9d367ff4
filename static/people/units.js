/* Units of the directory offered while somebody types. Free text stays possible; the page works the same without this
   script. A combobox with a list, as the ARIA authoring guide describes it: arrows choose, Enter takes, Escape closes. */

const WAIT = 180;
const LEAST = 2;
const form = document.querySelector("form[data-suggest]");
if (form) form.querySelectorAll("input[data-unit]").forEach((input, place) => offer(input, `units-${place}`));

function offer(input, id) {
  const list = document.createElement("ul");
  const told = document.createElement("div");
  let options = [], at = -1, waiting = 0, asked = 0;
  list.id = id;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Đơn vị trong danh bạ");
  list.hidden = true;
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", id);
  input.setAttribute("autocomplete", "off");
  const box = document.createElement("div");
  box.className = "suggesting";
  // Who began to type before this script had come keeps the field, the cursor and what is offered for it.
  const typing = document.activeElement === input && [input.selectionStart, input.selectionEnd];
  input.replaceWith(box);
  box.append(input, list, told);
  if (typing) { input.focus(); input.setSelectionRange(...typing); }

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function mark(next) {
    if (!options.length) return;
    at = (next + options.length) % options.length;
    [...list.children].forEach((line, place) => line.setAttribute("aria-selected", String(place === at)));
    const line = list.children[at];
    input.setAttribute("aria-activedescendant", line.id);
    line.scrollIntoView({ block: "nearest" });
  }
  function take(place) {
    input.value = options[place].label;
    close();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(waiting);
    input.focus();
  }
  function show(found) {
    options = found;
    at = -1;
    list.replaceChildren(...found.map((unit, place) => {
      const line = document.createElement("li");
      const where = document.createElement("span");
      line.id = `${id}-${place}`;
      line.setAttribute("role", "option");
      line.setAttribute("aria-selected", "false");
      where.textContent = unit.place;
      line.append(unit.label, where);
      // Before the field loses the focus.
      line.addEventListener("mousedown", (event) => { event.preventDefault(); take(place); });
      return line;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!!found.length));
    told.textContent = found.length ? `${found.length} đơn vị trong danh bạ` : "";
  }
  async function ask() {
    const words = input.value.trim(), mine = ++asked;
    if (words.length < LEAST) { close(); return; }
    try {
      const answer = await fetch(`${form.dataset.suggest}?tim=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
      if (!answer.ok || mine !== asked || document.activeElement !== input) return;
      const found = (await answer.json()).units;
      show(found.length === 1 && found[0].label === input.value ? [] : found);
    } catch { close(); /* without a network one types on */ }
  }

  input.addEventListener("input", (event) => {
    if (!event.isTrusted) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); mark(at + (event.key === "ArrowDown" ? 1 : -1)); }
    else if (event.key === "Enter" && at >= 0) { event.preventDefault(); take(at); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
  });
  input.addEventListener("blur", close);
  if (typing && input.value !== input.defaultValue) waiting = setTimeout(ask, WAIT);
}
