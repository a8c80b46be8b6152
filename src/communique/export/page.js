"use strict";
for (const record of document.querySelectorAll(".record")) {
  const marks = [...record.querySelectorAll("mark")], items = [...record.querySelectorAll(".item")];
  const has = (mark, key) => mark.dataset.keys.split(" ").includes(key);
  const clear = () => record.querySelectorAll(".lit").forEach(node => node.classList.remove("lit"));
  let kept = null;
  const light = (key, scrollText, scrollItem) => {
    clear();
    const words = marks.filter(mark => has(mark, key));
    words.forEach(mark => mark.classList.add("lit"));
    const item = items.find(one => one.dataset.key === key);
    if (item) item.classList.add("lit");
    if (scrollText && words[0]) words[0].scrollIntoView({block: "center"});
    if (scrollItem && item) item.scrollIntoView({block: "nearest"});
  };
  const restore = () => kept ? light(kept, false, false) : clear();
  for (const box of record.querySelectorAll("input[data-kind]")) {
    const show = () => record.classList.toggle("on-" + box.dataset.kind, box.checked);
    box.addEventListener("change", show);
    show();
  }
  items.forEach((item, at) => {
    item.addEventListener("mouseenter", () => light(item.dataset.key, false, false));
    item.addEventListener("mouseleave", restore);
    item.addEventListener("focus", () => light(item.dataset.key, false, false));
    item.addEventListener("click", () => { kept = item.dataset.key; light(kept, true, false); });
    item.addEventListener("keydown", event => {
      const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
      if (step && items[at + step]) { event.preventDefault(); items[at + step].focus(); }
    });
  });
  marks.forEach(mark => {
    const inner = () => {
      const shown = mark.dataset.keys.split(" ").filter(key => {
        const item = items.find(one => one.dataset.key === key);
        return item && record.classList.contains("on-" + item.classList[1]);
      });
      return shown[shown.length - 1] || mark.dataset.keys.split(" ").pop();
    };
    mark.addEventListener("mouseenter", () => light(inner(), false, true));
    mark.addEventListener("mouseleave", restore);
    mark.addEventListener("click", () => { kept = inner(); light(kept, false, true); });
  });
  record.addEventListener("keydown", event => { if (event.key === "Escape") { kept = null; clear(); } });
}
