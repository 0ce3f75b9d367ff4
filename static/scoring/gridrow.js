/* One line of the judge's grid: what is typed in it, what is wrong there, its total, and what its row says of saving. */

import { shown, thousandths, weighed } from "./figures.js";

export function rowOf(line, needsComment) {
  const cells = [...line.querySelectorAll("[data-cell]")];
  const comment = line.querySelector("[data-role=comment]");
  const tier = line.querySelector("[data-role=tier]");
  const state = line.querySelector("[data-role=state]");
  const button = line.querySelector("[data-role=hand-in]");
  const total = line.querySelector(".row-total");

  function values() {
    const found = {};
    for (const cell of cells) found[cell.dataset.cell] = cell.value.trim();
    return found;
  }

  function snapshot() {
    return {
      values: values(),
      comment: comment ? comment.value : line.dataset.comment,
      tier: tier ? tier.value : line.dataset.tier,
    };
  }

  /* The same sentences as on the card of one entry. */
  function fault(cell) {
    const text = cell.value.trim();
    if (!text || cell.matches("select")) return "";
    const points = thousandths(text);
    if (points === null || /^[1-9]\d*\.\d{3}$/.test(text)) return "Cần một số, ví dụ 87,5.";
    const [top, bottom, step] = [cell.dataset.top, cell.dataset.bottom, cell.dataset.step].map(thousandths);
    if (points > top) return `${text} vượt mức tối đa ${shown(top)} điểm.`;
    if (points < bottom) return `${text} thấp hơn mức tối thiểu ${shown(bottom)} điểm.`;
    if (step && points !== top && (points - bottom) % step) return `Mục này chấm theo bước ${shown(step)}.`;
    return "";
  }

  function tell(cell, words) {
    let place = cell.parentElement.querySelector(".field-error");
    if (!words) {
      place?.remove();
      cell.removeAttribute("aria-invalid");
      return;
    }
    cell.setAttribute("aria-invalid", "true");
    if (!place) {
      place = document.createElement("p");
      place.className = "field-error";
      cell.after(place);
    }
    place.textContent = words;
  }

  function refresh() {
    for (const cell of cells) tell(cell, fault(cell));
    if (total && cells.length) total.textContent = sum();
    if (button) button.hidden = !isWhole();
  }

  function sum() {
    const parts = new Map();
    for (const cell of cells) {
      const points = thousandths(cell.value.trim());
      if (points === null) return "–";
      const known = parts.get(cell.dataset.criterion) || [0n, cell.dataset.weight];
      parts.set(cell.dataset.criterion, [known[0] + points, known[1]]);
    }
    return shown(weighed([...parts.values()]));
  }

  const isBad = () => cells.some((cell) => fault(cell));
  const isOpen = () => line.dataset.open === "yes";

  /* Whether it can be handed in as it stands; a sheet of nothing but zeros is asked about on its card. */
  function isWhole() {
    const all = Object.values(values());
    const nought = all.every((value) => /^0+([.,]0+)?$/.test(value));
    const told = !needsComment || snapshot().comment.trim();
    return isOpen() && all.every((value) => value !== "") && !nought && !isBad() && Boolean(told);
  }

  function fill(kept) {
    for (const cell of cells) cell.value = kept.values[cell.dataset.cell] ?? "";
    if (comment) comment.value = kept.comment;
    if (tier && kept.tier !== undefined) tier.value = kept.tier;
    refresh();
  }

  function differences(there) {
    const found = [];
    for (const cell of cells) {
      const mine = cell.value.trim(), other = there.cells[cell.dataset.cell] || "";
      if (mine === other || thousandths(mine || "x") === thousandths(other || "x")) continue;
      const name = cell.getAttribute("aria-label").split(", ")[1];
      found.push(`${name}: tại đây ${mine || "để trống"}, nơi khác ${other || "để trống"}`);
    }
    if (there.comment !== snapshot().comment) found.push(`Nhận xét ở nơi khác: ${there.comment || "để trống"}`);
    return found;
  }

  /* Each place says whether the server has it: waiting, saved, bad. */
  function mark(kind, words, only) {
    for (const cell of [...cells, comment, tier]) {
      if (cell && (!only || only.has(cell))) cell.dataset.kept = kind;
    }
    if (!state) return;
    state.textContent = words;
    state.dataset.kind = kind;
  }

  function lock(words) {
    line.dataset.open = "no";
    for (const cell of [...cells, comment, tier]) if (cell) cell.disabled = true;
    if (button) button.hidden = true;
    if (state) { state.textContent = words; state.dataset.kind = "saved"; }
  }

  return {
    button, cells, differences, fault, fill, isBad, isOpen, isWhole, line, lock, mark, refresh, snapshot, tell,
    path: line.dataset.path,
    named: (key) => cells.find((cell) => cell.dataset.cell === key),
    places: [...cells, tier, comment].filter(Boolean),
    version: line.dataset.version,
    touched: new Set(),
    pending: null,
    asking: false,
  };
}
