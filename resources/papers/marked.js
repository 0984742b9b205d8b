// 标记报告: switch layers on and off, and tell what a mark says when it is clicked or Enter is pressed on it.
const notes = JSON.parse(document.getElementById("notes").textContent);
const panel = document.getElementById("told");

for (const box of document.querySelectorAll("header input")) {
  const marked = document.querySelectorAll(`[data-${box.value}]`);
  box.addEventListener("change", () => {
    for (const mark of marked) mark.classList.toggle(box.value, box.checked);
  });
}

function tell(mark) {
  for (const old of document.querySelectorAll(".now")) old.classList.remove("now");
  mark.classList.add("now");
  panel.textContent = "";
  for (const number of mark.dataset.m.split(" ")) {
    const [layer, says] = notes[number];
    const head = document.createElement("dt"), words = document.createElement("dd");
    head.textContent = layer;
    words.textContent = says;
    panel.append(head, words);
  }
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest(".m");
  if (mark) tell(mark);
});
document.addEventListener("keydown", (event) => {
  const mark = event.target.closest(".m");
  if (mark && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    tell(mark);
  }
});
