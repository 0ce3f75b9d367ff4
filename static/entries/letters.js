/* Characters that no paper can print (an emoji, a Chinese word), told at the field they are typed in. */

export function tellUnprintable(form, found) {
  for (const old of form.querySelectorAll(".unprintable")) {
    const field = form.querySelector(`[aria-describedby~="${old.id}"]`);
    field.setAttribute("aria-describedby", field.getAttribute("aria-describedby").split(" ").filter((id) => id !== old.id).join(" "));
    old.remove();
  }
  for (const [name, letters] of Object.entries(found)) {
    const field = form.elements[name];
    if (!(field instanceof Element)) continue;
    const line = document.createElement("p");
    line.className = "field-help unprintable";
    line.id = `${field.id}-unprintable`;
    line.setAttribute("role", "status");
    line.textContent = `Giấy tờ in ra không có ký tự ${[...letters].join(" ")}, chỗ đó sẽ là dấu □. Nên thay bằng chữ.`;
    field.after(line);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") || ""} ${line.id}`.trim());
  }
}
