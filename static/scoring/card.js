/* The card as it stands on the screen: what is typed in its cells, what is wrong there, the total, the levels reached. */

import { shown, thousandths, weighed } from "./figures.js";

export function cardOf(form) {
  const cells = [...form.querySelectorAll("[data-cell]")];
  const criteria = [...form.querySelectorAll("[data-criterion]")];
  const totalPlace = document.getElementById("tong");

  function typed(cell) {
    if ("grades" in cell.dataset) {
      const chosen = cell.querySelector("input:checked");
      return chosen ? chosen.value : "";
    }
    return cell.querySelector("input").value.trim();
  }

  /* The points of a criterion, null while one of its cells is blank. */
  function pointsOf(criterion) {
    let sum = 0n;
    for (const cell of criterion.querySelectorAll("[data-cell]")) {
      const points = thousandths(typed(cell));
      if (points === null) return null;
      sum += points;
    }
    return sum;
  }

  function refresh() {
    const parts = criteria.map((criterion) => [pointsOf(criterion), criterion.dataset.weight]);
    const whole = parts.every(([points]) => points !== null);
    if (totalPlace) totalPlace.textContent = whole ? shown(weighed(parts)) : "–";
    criteria.forEach((criterion, place) => mark(criterion, parts[place][0]));
  }

  /* The level a criterion's points have reached. */
  function mark(criterion, points) {
    const levels = [...criterion.querySelectorAll(".levels > li")];
    const reached = points === null ? [] : levels.filter((level) => thousandths(level.dataset.from) <= points);
    reached.sort((a, b) => Number(thousandths(b.dataset.from) - thousandths(a.dataset.from)));
    for (const level of levels) {
      if (level === reached[0]) level.setAttribute("aria-current", "true");
      else level.removeAttribute("aria-current");
    }
  }

  /* What is wrong with a figure, told while it is typed. */
  function fault(cell) {
    const text = typed(cell);
    if (!text || "grades" in cell.dataset) return "";
    const points = thousandths(text);
    if (points === null || /^[1-9]\d*\.\d{3}$/.test(text)) return "Cần một số, ví dụ 87,5.";
    const top = thousandths(cell.dataset.top);
    const bottom = thousandths(cell.dataset.bottom);
    const step = thousandths(cell.dataset.step);
    if (points > top) return `${text} vượt mức tối đa ${shown(top)} điểm.`;
    if (points < bottom) return `${text} thấp hơn mức tối thiểu ${shown(bottom)} điểm.`;
    if (step && points !== top && (points - bottom) % step) return `Mục này chấm theo bước ${shown(step)}.`;
    return "";
  }

  function tell(cell, words) {
    const place = cell.querySelector(".cell-errors");
    const input = cell.querySelector("input");
    if (!input) return;
    cell.classList.toggle("field-bad", Boolean(words));
    if (words) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    if (place.textContent.trim() === words) return;
    place.replaceChildren();
    if (words) {
      const line = document.createElement("p");
      line.className = "field-error";
      line.textContent = words;
      place.append(line);
    }
  }

  /* One step up or down, never over the ends. */
  function stepBy(cell, direction) {
    const input = cell.querySelector("input");
    const by = (thousandths(cell.dataset.step) || 1000n) * BigInt(direction);
    const bottom = thousandths(cell.dataset.bottom);
    const top = thousandths(cell.dataset.top);
    const now = thousandths(input.value);
    const next = now === null ? (by > 0n ? bottom : top) : now + by;
    input.value = shown(next < bottom ? bottom : next > top ? top : next).replaceAll(".", "");
    tell(cell, "");
  }

  function snapshot() {
    const values = {};
    for (const cell of cells) values[cell.dataset.cell] = typed(cell);
    const { comment, tier_key: tier } = form.elements;
    return { values, comment: comment ? comment.value : "", tier: tier ? tier.value : "" };
  }

  function fill(kept) {
    for (const cell of cells) {
      const value = kept.values[cell.dataset.cell] ?? "";
      if ("grades" in cell.dataset) {
        for (const input of cell.querySelectorAll("input")) input.checked = input.value === value;
      } else cell.querySelector("input").value = value;
    }
    const { comment, tier_key: tier } = form.elements;
    if (comment && comment.type !== "hidden") comment.value = kept.comment;
    if (tier) tier.value = kept.tier || "";
  }

  /* Every place where the server holds something else, in words. */
  function differences(there) {
    const found = [];
    for (const cell of cells) {
      const mine = typed(cell);
      const other = there.cells[cell.dataset.cell] || "";
      if (mine === other || thousandths(mine || "x") === thousandths(other || "x")) continue;
      const name = document.getElementById(`ten-${cell.dataset.cell}`) || cell;
      found.push(`${name.firstChild.textContent.trim()}: tại đây ${mine || "để trống"}, nơi khác ${other || "để trống"}`);
    }
    if (there.comment !== snapshot().comment) found.push(`Nhận xét ở nơi khác: ${there.comment || "để trống"}`);
    return found;
  }

  return {
    cells,
    differences,
    fault,
    fill,
    refresh,
    snapshot,
    stepBy,
    tell,
    isBad: () => cells.some((cell) => fault(cell)),
    clear: () => cells.forEach((cell) => tell(cell, "")),
    named: (key) => cells.find((cell) => cell.dataset.cell === key),
  };
}
