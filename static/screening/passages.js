/* The passages two works have in common are read out of their files while the page already stands there. Whoever has no
   script, or no luck, follows the link to the same passages on a page of their own. */

const place = document.querySelector("[data-passages]");
const told = place.querySelector("[role=status]");
const link = told.innerHTML;
const PATIENCE_MS = 60000;

told.textContent = "Đang đọc tệp của hai hồ sơ…";
try {
  const answer = await fetch(place.dataset.passages, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: "manual" });
  if (answer.status !== 200) throw new Error(String(answer.status));
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("cac-doan");
  told.textContent = "";
  place.append(document.adoptNode(found));
} catch {
  told.innerHTML = `Chưa đọc được tệp. ${link}`;
}
