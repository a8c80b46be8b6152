"use strict";
for (const record of document.querySelectorAll(".record")) {
  const text = record.querySelector(".text"), aside = record.querySelector("aside"), sheet = record.querySelector(".sheet");
  const items = [...record.querySelectorAll("aside .item")], marks = [...text.querySelectorAll("mark")];
  const itemOf = new Map(items.map(item => [item.dataset.key, item])), wordsOf = new Map();
  for (const mark of marks) for (const key of mark.dataset.keys.split(" ")) {
    if (!wordsOf.has(key)) wordsOf.set(key, []);
    wordsOf.get(key).push(mark);
  }
  const order = [...wordsOf.keys()].filter(key => itemOf.has(key));
  const narrow = matchMedia("(max-width:860px)");
  let lit = null, kept = null;

  const shown = key => record.classList.contains("on-" + itemOf.get(key).dataset.kind);
  // What the pointer means where items lie inside each other: the shortest of those whose kind is marked.
  const covering = mark => mark.dataset.keys.split(" ").filter(key => itemOf.has(key) && shown(key))
    .sort((a, b) => wordsOf.get(a).length - wordsOf.get(b).length);

  const light = key => {
    record.querySelectorAll(".lit").forEach(node => node.classList.remove("lit"));
    lit = key;
    if (key === null) return;
    (wordsOf.get(key) || []).forEach(mark => mark.classList.add("lit"));
    itemOf.get(key).classList.add("lit");
  };
  const toItem = key => {
    const item = itemOf.get(key);
    item.closest("details").open = true;
    if (narrow.matches) return item;
    // The record scrolls by itself, so that the text stays where it is read.
    const frame = aside.getBoundingClientRect(), card = item.getBoundingClientRect();
    const height = Math.min(frame.bottom, innerHeight) - frame.top;
    if (card.top < frame.top || card.bottom > frame.top + height) aside.scrollTop += card.top - frame.top - (height - card.height) / 2;
    return item;
  };
  const toWords = key => {
    const first = (wordsOf.get(key) || [])[0];
    if (first) first.scrollIntoView({block: "center"});
  };
  const clear = () => { kept = null; light(null); sheet.hidden = true; };

  // On a phone the record is far below: what covers the words that were touched comes up at the foot of the screen.
  const raise = keys => {
    const close = document.createElement("button");
    close.type = "button"; close.className = "close"; close.textContent = "Close";
    close.addEventListener("click", clear);
    sheet.replaceChildren(close, ...keys.map(key => {
      const card = itemOf.get(key).cloneNode(true);
      card.classList.remove("lit");
      card.addEventListener("click", () => { kept = key; light(key); });
      return card;
    }));
    sheet.hidden = false;
  };

  for (const box of record.querySelectorAll("input[data-kind]")) {
    const show = () => record.classList.toggle("on-" + box.dataset.kind, box.checked);
    box.addEventListener("change", show);
    show();
  }
  items.forEach((item, at) => {
    const key = item.dataset.key;
    item.addEventListener("mouseenter", () => light(key));
    item.addEventListener("mouseleave", () => light(kept));
    item.addEventListener("focus", () => light(key));
    item.addEventListener("click", event => {
      kept = key; light(key); toWords(key);
      if (event.detail === 0) text.focus({preventScroll: true}); // by keyboard: on in the text
    });
    item.addEventListener("keydown", event => {
      const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
      if (step && items[at + step]) { event.preventDefault(); toItem(items[at + step].dataset.key).focus({preventScroll: !narrow.matches}); }
    });
  });
  for (const mark of marks) {
    mark.addEventListener("mouseenter", () => { const [key] = covering(mark); if (key) { light(key); toItem(key); } });
    mark.addEventListener("mouseleave", () => light(kept));
    mark.addEventListener("click", () => {
      const keys = covering(mark);
      if (!keys.length) return clear();
      kept = keys[0]; light(kept); toItem(kept);
      if (narrow.matches) { raise(keys); mark.scrollIntoView({block: "nearest"}); }
    });
  }
  text.addEventListener("keydown", event => {
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key], reachable = order.filter(shown);
    if (step && reachable.length) {
      event.preventDefault();
      const at = reachable.indexOf(lit), next = at < 0 ? (step > 0 ? 0 : reachable.length - 1) : at + step;
      kept = reachable[Math.max(0, Math.min(reachable.length - 1, next))];
      light(kept); toWords(kept); toItem(kept);
    } else if (event.key === "Enter" && lit !== null) { event.preventDefault(); toItem(lit).focus({preventScroll: !narrow.matches}); }
  });
  record.addEventListener("keydown", event => { if (event.key === "Escape") clear(); });
  if (narrow.matches) record.querySelectorAll("details[data-kind=entities],details[data-kind=links]").forEach(one => { one.open = false; });
}
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(one => { one.open = true; }));
