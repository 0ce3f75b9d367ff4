/* A file that was chosen is sent at once: chosen and left behind, it would be missing from the dossier.
   Without this script the button sends it. */

document.querySelectorAll("form[data-upload] input[type=file]").forEach((input) => {
  input.addEventListener("change", () => {
    if (!input.files.length || !navigator.onLine) return;
    const button = input.form.querySelector("button[type=submit]");
    button.textContent = "Đang tải lên…";
    input.form.requestSubmit(button);
  });
});
