// A fault's link puts the cursor at its line.
const text = document.getElementById("text");
for (const link of document.querySelectorAll("a[data-line]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const lines = text.value.split("\n");
    const number = Math.min(Number(link.dataset.line), lines.length) - 1;
    const start = lines.slice(0, number).reduce((sum, line) => sum + line.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + lines[number].length);
    text.scrollTop = (text.scrollHeight / lines.length) * Math.max(0, number - 4);
  });
}
