"use strict";
document.documentElement.classList.add("has-js");
const told = document.getElementById("told");
let telling;
const tell = words => { told.textContent = words; told.classList.add("on"); clearTimeout(telling); telling = setTimeout(() => told.classList.remove("on"), 3500); };

// A passage's address stands after the hash, which the server does not see: it is handed over in the query once.
const openAddress = () => {
  const hash = location.hash;
  if (!hash.startsWith("#s=")) return;
  const here = document.querySelector(".record");
  if (!here) return;
  const wanted = "?s=" + hash.slice(3);
  if (location.search !== wanted) location.replace(location.pathname + wanted + hash);
  else document.getElementById("passage")?.scrollIntoView({block: "center"});
};
addEventListener("hashchange", openAddress);
openAddress();

for (const record of document.querySelectorAll(".record")) {
  const marks = [...record.querySelectorAll(".m[data-keys]")], items = [...record.querySelectorAll(".item[data-key]")];
  const byKey = new Map(items.map(item => [item.dataset.key, item]));
  let kept = null;
  const light = (key, inText, beside) => {
    record.querySelectorAll(".lit").forEach(node => node.classList.remove("lit"));
    if (!key) return;
    const words = marks.filter(mark => mark.dataset.keys.split(" ").includes(key)), item = byKey.get(key);
    words.forEach(mark => mark.classList.add("lit"));
    item?.classList.add("lit");
    if (inText) words[0]?.scrollIntoView({block: "center"});
    if (beside && item) { item.closest("details").open = true; item.scrollIntoView({block: "nearest"}); }
  };
  items.forEach(item => {
    item.addEventListener("mouseenter", () => light(item.dataset.key));
    item.addEventListener("mouseleave", () => light(kept));
    item.addEventListener("focusin", () => light(item.dataset.key));
    item.querySelector("a.words")?.addEventListener("click", event => { event.preventDefault(); kept = item.dataset.key; light(kept, true); });
  });
  marks.forEach(mark => {
    const key = mark.getAttribute("href").slice(3);
    mark.addEventListener("mouseenter", () => light(key));
    mark.addEventListener("mouseleave", () => light(kept));
    mark.addEventListener("click", event => { event.preventDefault(); kept = key; light(key, false, true); });
  });
  record.addEventListener("keydown", event => { if (event.key === "Escape") { kept = null; light(null); } });
}

for (const link of document.querySelectorAll("a.copy")) {
  link.addEventListener("click", event => {
    if (!navigator.clipboard) return;
    event.preventDefault();
    navigator.clipboard.writeText(link.href).then(() => tell("✓ " + link.textContent), () => { location.href = link.href; });
  });
}

for (const drop of document.querySelectorAll(".drop")) {
  const files = drop.querySelector("input[type=file]");
  for (const name of ["dragover", "dragenter"]) drop.addEventListener(name, event => { event.preventDefault(); drop.classList.add("over"); });
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  drop.addEventListener("drop", event => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    files.files = event.dataTransfer.files;
    drop.requestSubmit();
  });
}

// "As known on": a slider over the months, which sets the date beside it and asks for the page as of then.
for (const slider of document.querySelectorAll("input[type=range][data-for]")) {
  const field = document.getElementById(slider.dataset.for);
  if (!field.min) { slider.remove(); continue; }
  const month = day => { const [y, m] = day.split("-").map(Number); return y * 12 + m - 1; };
  slider.min = month(field.min); slider.max = month(field.max); slider.value = month(field.value);
  const day = () => {
    const n = Number(slider.value), last = new Date(Date.UTC(Math.floor(n / 12), n % 12 + 1, 0)).toISOString().slice(0, 10);
    return last > field.max ? field.max : last;
  };
  slider.addEventListener("input", () => { field.value = day(); slider.setAttribute("aria-valuetext", field.value); });
  slider.addEventListener("change", () => {
    const asked = location.pathname + "?known_on=" + day();
    htmx.ajax("GET", asked, {target: "#view", select: "#view", swap: "outerHTML"}).then(() => history.replaceState(null, "", asked));
  });
}

document.body.addEventListener("htmx:responseError", event => {
  const piece = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  tell((piece.querySelector(".note") || piece.body).textContent.trim().slice(0, 300));
});
