/* Copies a text to the clipboard. Without this script the text can be marked and copied by hand. */

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const told = button.parentElement.querySelector("[data-copied]");
  if (!text || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      told.textContent = "Đã chép.";
    } catch {
      text.select();
      told.textContent = "Hãy bấm Ctrl + C để chép.";
    }
  });
}
