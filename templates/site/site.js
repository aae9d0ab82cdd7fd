"use strict";
// Search and filters. Pages can be read without them: this only hides rows that are there, or lists what index.js names.
(() => {
  const form = document.getElementById("filters") || document.getElementById("find");
  if (!form) return;
  const inputs = [...form.elements].filter((input) => input.name);
  const shown = document.getElementById("shown");
  const found = document.getElementById("found");
  const rows = [...document.querySelectorAll("table.listed tbody tr")];
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const most = 200;
  const chosen = () => inputs.filter((input) => input.value);
  const fits = (text, marks) => chosen().every((input) => input.name === "text"
    ? input.value.toLowerCase().split(/\s+/).every((word) => text.includes(word))
    : ` ${marks} `.includes(` ${input.value} `));
  const hide = () => rows.filter((row, at) => !(row.hidden = !fits(texts[at], row.dataset.marks || ""))).length;
  const list = () => {
    const hits = chosen().length ? window.roadmapIndex.filter(([text, , , marks]) => fits(text.toLowerCase(), marks)) : [];
    found.replaceChildren(...hits.slice(0, most).map(([text, address, kind]) => {
      const item = document.createElement("li"), link = document.createElement("a"), word = document.createElement("small");
      link.href = address;
      link.textContent = text;
      word.textContent = kind;
      item.append(link, " ", word);
      return item;
    }));
    return hits.length;
  };
  const update = () => {
    shown.textContent = form.dataset.count.replace("{n}", found ? list() : hide());
    const kept = new URLSearchParams(chosen().map((input) => [input.name, input.value])).toString();
    history.replaceState(null, "", kept ? `#${kept}` : location.pathname);
  };
  const asked = new URLSearchParams(location.hash.slice(1));
  inputs.forEach((input) => { input.value = asked.get(input.name) || ""; });
  form.hidden = false;
  const without = document.getElementById("without");
  if (without) without.hidden = true;
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  if (found || chosen().length) update();
})();
