/* A sheet is typed down from the paper without looking up: Enter goes to the next place, behind the last one it saves. */

const form = document.querySelector(".paper-form");
const places = form ? [...form.querySelectorAll("input.form-control, select")] : [];

form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !places.includes(event.target)) return;
  const next = places[places.indexOf(event.target) + 1];
  if (!next) return;
  event.preventDefault();
  next.focus();
  if (next.select) next.select();
});
if (form && !form.querySelector("[aria-invalid]")) places[0].focus({ preventScroll: true });
