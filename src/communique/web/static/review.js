"use strict";
// Reviewing by keyboard. What a key does is a link or a button of the page: all of it works with a mouse too.
const KEYS = {next: "j", back: "k", accept: "a", reject: "x", edit: "e", merge: "m", undo: "u", choose: "Space", open: "o", help: "?"};
const STORE = "communique.keys";
const keysNow = () => { try { return {...KEYS, ...JSON.parse(localStorage.getItem(STORE) || "{}")}; } catch { return {...KEYS}; } };
const nameOf = event => event.key === " " ? "Space" : event.key;

const queue = document.getElementById("queue");
if (queue) {
  let keys = keysNow();
  const cards = () => [...queue.querySelectorAll(".card")];
  const now = () => queue.querySelector(".card.here");
  const go = card => {
    if (!card) return;
    now()?.classList.remove("here");
    card.classList.add("here");
    card.focus({preventScroll: true});
    card.scrollIntoView({block: "nearest"});
  };
  const step = by => { const all = cards(), at = all.indexOf(now()); go(all[Math.min(all.length - 1, Math.max(0, at + by))] || all[0]); };
  const token = document.querySelector("meta[name=csrf]").content;

  const send = async (form, data) => {
    const answer = await fetch(form.getAttribute("action"), {method: "POST", body: new URLSearchParams(data), headers: {"HX-Request": "true", "X-CSRF-Token": token}});
    const words = await answer.text();
    if (!answer.ok) { tell(new DOMParser().parseFromString(words, "text/html").body.textContent.trim()); return null; }
    return [...new DOMParser().parseFromString(words, "text/html").querySelectorAll(".card")];
  };
  const put = (fresh, decided) => {
    for (const card of fresh) {
      const old = document.getElementById(card.id), was = old?.classList.contains("here");
      card.classList.toggle("decided", decided);
      if (old) old.replaceWith(card); else queue.prepend(card);
      if (was) card.classList.add("here");
    }
  };
  const decide = async (form, submitter) => {
    const data = new FormData(form, submitter);
    const fresh = await send(form, data);
    if (!fresh) return;
    put(fresh, true);
    const left = document.getElementById("left"), many = left.textContent.match(/\d+/);
    if (many) left.dataset.done = Number(left.dataset.done || 0) + fresh.length;
    const all = cards(), last = all.findIndex(card => card.id === fresh[fresh.length - 1].id);
    go(all.slice(last + 1).find(card => !card.classList.contains("decided")) || all[last]);
    count();
  };
  const undo = async () => {
    const form = document.getElementById("undo");
    const fresh = await send(form, new FormData(form, form.querySelector("button")));
    if (fresh) { put(fresh, false); go(document.getElementById(fresh[0].id)); }
  };
  const count = () => { document.getElementById("chosen").textContent = queue.querySelectorAll("input[name=item]:checked").length; };

  queue.addEventListener("submit", event => { event.preventDefault(); decide(event.target, event.submitter); });
  document.getElementById("undo").addEventListener("submit", event => { event.preventDefault(); undo(); });
  document.getElementById("batch").addEventListener("submit", event => { event.preventDefault(); decide(event.target, event.submitter); });
  queue.addEventListener("change", count);
  queue.addEventListener("focusin", event => { const card = event.target.closest(".card"); if (card && card !== now()) { now()?.classList.remove("here"); card.classList.add("here"); } });

  const help = document.getElementById("help");
  const showHelp = () => {
    const list = document.getElementById("keylist"), names = document.getElementById("keynames").dataset;
    list.replaceChildren(...Object.entries(keys).flatMap(([act, key]) => {
      const dt = document.createElement("dt"), dd = document.createElement("dd"), kbd = document.createElement("kbd");
      kbd.textContent = key; dt.append(kbd); dd.textContent = names[act];
      return [dt, dd];
    }));
    help.showModal();
  };
  document.querySelector("[data-keys-help]").addEventListener("click", event => { event.preventDefault(); showHelp(); });
  const press = act => { const at = now()?.querySelector(`[data-act=${act}]`); at?.click(); return at; };
  const ACTS = {
    next: () => step(1), back: () => step(-1), accept: () => press("accept"), reject: () => press("reject"),
    edit: () => { press("edit"); now()?.querySelector(".edit[open] select, .edit[open] input:not([type=hidden])")?.focus(); },
    merge: () => press("merge"), undo, open: () => now()?.querySelector("a.open")?.click(), help: showHelp,
    choose: () => { const box = now()?.querySelector("input[name=item]"); if (box) { box.checked = !box.checked; count(); } },
  };
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.key === "Escape" && event.target.closest(".edit")) { event.target.closest(".edit").open = false; go(now()); return; }
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    const act = Object.keys(keys).find(name => keys[name] === nameOf(event));
    if (!act || (act === "choose" && event.target.closest("button, summary, input, a"))) return;
    event.preventDefault();
    ACTS[act]();
  });
  go(cards()[0]);
}

const form = document.getElementById("keyform");
if (form) {
  const fields = [...form.querySelectorAll("input")], wrong = document.getElementById("collision"), saved = document.getElementById("keysaved");
  const show = keys => fields.forEach(field => { field.value = keys[field.name]; });
  show(keysNow());
  fields.forEach(field => field.addEventListener("keydown", event => {
    if (["Tab", "Shift", "Enter"].includes(event.key)) return;
    event.preventDefault();
    field.value = nameOf(event);
  }));
  form.addEventListener("submit", event => {
    event.preventDefault();
    const keys = Object.fromEntries(fields.map(field => [field.name, field.value.trim()])), seen = {};
    const twice = Object.entries(keys).filter(([act, key]) => { const is = seen[key]; seen[key] = act; return is; });
    wrong.hidden = !twice.length;
    saved.textContent = "";
    if (twice.length) { wrong.textContent = wrong.dataset.words + twice.map(([, key]) => key).join(", "); return; }
    localStorage.setItem(STORE, JSON.stringify(keys));
    saved.textContent = saved.dataset.words;
  });
  document.getElementById("keydefaults").addEventListener("click", () => { localStorage.removeItem(STORE); show(KEYS); wrong.hidden = true; });
}
