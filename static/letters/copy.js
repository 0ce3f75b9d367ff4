/* A text is copied with one tap; where the browser does not allow it, the button stays hidden. */

const told = document.querySelector("[data-copied]");

for (const button of document.querySelectorAll("[data-copies]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copies);
    try {
      await navigator.clipboard.writeText(text.value.trim());
      button.lastChild.textContent = "Đã chép";
      if (told) told.textContent = "Đã chép nội dung tin.";
    } catch {
      text.focus();
      text.select();
    }
  });
}
