/* Two devices or two windows on one sheet: both values are shown, a person decides. */

export function askWhich(place, differences, keepHere, takeThere, thing = "phiếu", what = "điểm") {
  const words = document.createElement("p");
  words.textContent = `${thing[0].toUpperCase()}${thing.slice(1)} này vừa được lưu ở máy hoặc cửa sổ khác. Chưa có gì bị ghi đè. Chọn bản muốn giữ:`;
  const list = document.createElement("ul");
  for (const difference of differences) {
    const line = document.createElement("li");
    line.textContent = difference;
    list.append(line);
  }
  const row = document.createElement("div");
  row.className = "form-actions";
  row.append(button(`Giữ ${what} tại đây`, keepHere), button(`Lấy ${what} ở nơi khác`, takeThere));
  place.replaceChildren(words, list, row);
  place.hidden = false;
  place.scrollIntoView({ block: "center" });
}

function button(words, deed) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-secondary";
  made.textContent = words;
  made.addEventListener("click", deed);
  return made;
}
