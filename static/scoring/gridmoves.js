/* Hands on the grid: arrows, Enter and Tab go from place to place; a region of a spreadsheet is pasted from here on. */

export function moves(table, rows, pasted) {
  const before = new WeakMap();

  function at(place) {
    const row = rows.findIndex((each) => each.places.includes(place));
    return row < 0 ? null : { row, column: rows[row].places.indexOf(place) };
  }

  function go(row, column) {
    const target = rows[row]?.places[column];
    if (!target || target.disabled) return false;
    target.focus();
    target.select?.();
    return true;
  }

  /* Up and down pass over sheets that are handed in. */
  function along(from, by) {
    for (let row = from.row + by; row >= 0 && row < rows.length; row += by) if (go(row, from.column)) return true;
    return false;
  }

  function aside(place, by) {
    if (place.matches("select")) return true;
    const whole = place.selectionStart === 0 && place.selectionEnd === place.value.length;
    return whole || (by < 0 ? place.selectionEnd === 0 : place.selectionStart === place.value.length);
  }

  table.addEventListener("focusin", ({ target }) => {
    if (!at(target)) return;
    before.set(target, target.value);
    if (target.matches("input[data-cell]")) target.select();
  });

  table.addEventListener("keydown", (event) => {
    const place = event.target, from = at(place);
    if (!from || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const chooses = place.matches("select");
    let done = false;
    if (event.key === "Enter") { along(from, event.shiftKey ? -1 : 1); done = true; }
    else if (event.key === "ArrowDown" && !chooses) done = along(from, 1);
    else if (event.key === "ArrowUp" && !chooses) done = along(from, -1);
    else if (event.key === "ArrowLeft" && !event.shiftKey && aside(place, -1)) done = go(from.row, from.column - 1);
    else if (event.key === "ArrowRight" && !event.shiftKey && aside(place, 1)) done = go(from.row, from.column + 1);
    else if (event.key === "Escape" && place.value !== before.get(place)) {
      place.value = before.get(place);
      place.dispatchEvent(new Event("input", { bubbles: true }));
      done = true;
    }
    if (done) event.preventDefault();
  });

  table.addEventListener("paste", (event) => {
    const from = at(event.target);
    const text = (event.clipboardData?.getData("text/plain") || "").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!from || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    pasted(lay(from, text.split("\n").map((line) => line.split("\t"))));
  });

  /* What changed, with what stood there; blanks of the region change nothing, nor do sheets that are handed in. */
  function lay(from, region) {
    const told = { changed: [], outside: 0, locked: 0, unknown: 0 };
    region.forEach((line, down) => line.forEach((text, across) => {
      const value = text.trim(), row = rows[from.row + down];
      if (!value) return;
      if (!row) { told.outside += 1; return; }
      if (!row.isOpen()) { told.locked += 1; return; }
      const place = row.places[from.column + across];
      if (!place) { told.outside += 1; return; }
      const fits = place.matches("select") ? option(place, value) : value;
      if (fits === null) { told.unknown += 1; return; }
      if (place.value === fits) return;
      told.changed.push({ row, place, was: place.value });
      place.value = fits;
    }));
    return told;
  }

  function option(place, value) {
    const plain = (words) => words.normalize("NFC").trim().toLocaleLowerCase("vi");
    return [...place.options].find((each) => plain(each.textContent) === plain(value))?.value ?? null;
  }
}
