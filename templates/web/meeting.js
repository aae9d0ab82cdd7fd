"use strict";
// The meeting: gates are dragged on their rows, forms are sent without leaving the page. Without this script the same
// forms work by plain requests.
(() => {
  const table = document.getElementById("meeting");
  if (!table) return;
  const address = `/meeting/${table.dataset.name}`;
  const fresh = () => document.dispatchEvent(new CustomEvent("roadmap:ask"));
  const say = (sentence) => {
    const note = document.getElementById("dragging");
    if (!note) return;
    note.textContent = sentence || note.dataset.gone;
    note.hidden = false;
  };
  const send = async (target, fields) => { // whether it was done; if not it is said why
    let answer = null;
    try {
      answer = await fetch(target, {
        method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" },
      });
    } catch {
      say("");
      return false;
    }
    if (!answer.ok) say((await answer.json().catch(() => ({}))).error);
    else document.getElementById("dragging").hidden = true; // what was said of the last one is over
    fresh();
    return answer.ok;
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || !form.getAttribute("action").startsWith(address)) return;
    event.preventDefault();
    const fields = [...new FormData(form)];
    if (event.submitter && event.submitter.name) fields.push([event.submitter.name, event.submitter.value]);
    const target = (event.submitter && event.submitter.getAttribute("formaction")) || form.getAttribute("action");
    const fold = form.closest("details"); // what is corrected there is shown by the line itself
    if (fold) { fold.open = false; fold.querySelector("summary").focus(); }
    send(target, fields).then((done) => {
      if (!done || fold) return;
      form.querySelectorAll("input[name=text], input[name=because]").forEach((input) => { input.value = ""; });
    });
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.target.matches("input, textarea, select")) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    send(`${address}/${key === "y" || event.shiftKey ? "redo" : "undo"}`, {});
  });
  for (const kind of ["answer", "meeting"]) {
    document.addEventListener(`roadmap:${kind}`, (event) => { if (event.detail.meeting === table.dataset.name) fresh(); });
  }

  const calendar = document.getElementById("lane-calendar");
  const off = new Set(calendar.dataset.off.split(" ").map(Number));
  const freezes = new Map(calendar.dataset.freezes.trim().split(/\s+/).filter(Boolean).map((one) => one.split("=")));
  const note = document.getElementById("dragging");
  const DAY = 86400000;
  const MOST_SLACKS = 4; // needs whose slack is told while a gate is dragged: those that turn late first

  class GateLane extends HTMLElement {
    connectedCallback() {
      this.first = Date.parse(`${this.dataset.first}T00:00:00Z`);
      this.days = Number(this.dataset.days);
      this.addEventListener("pointerdown", (event) => this.take(event));
      this.addEventListener("touchstart", (event) => { // a finger on a gate drags it, elsewhere it moves the page
        if (event.target.closest("circle.gate")) event.preventDefault();
      }, { passive: false });
      this.addEventListener("pointermove", (event) => this.drag(event));
      this.addEventListener("pointerup", () => this.drop());
      this.addEventListener("pointercancel", () => this.leave());
      this.addEventListener("keydown", (event) => this.key(event));
      this.addEventListener("focusout", () => this.leave());
    }
    iso(at) { return new Date(this.first + at * DAY).toISOString().slice(0, 10); }
    of(day) { return Math.round((Date.parse(`${day}T00:00:00Z`) - this.first) / DAY); }
    // the nearest working day, onwards in the direction of the move; a freeze nearby attracts the pointer
    working(at, step) {
      let day = Math.min(Math.max(at, this.least), this.most);
      while (off.has(day) && day + step >= this.least && day + step <= this.most) day += step;
      return off.has(day) ? this.from : day;
    }
    magnet(at) {
      for (const near of [0, 1, -1]) if (at + near >= this.least && at + near <= this.most && freezes.has(this.iso(at + near)) && !off.has(at + near)) return at + near;
      return at;
    }
    begin(gate) {
      this.gate = gate;
      this.from = this.at = this.of(gate.dataset.day);
      this.kept = ["cx", "aria-valuetext", "aria-valuenow"].map((name) => [name, gate.getAttribute(name)]);
      this.needs = JSON.parse(gate.dataset.needs);
      const row = [...this.querySelectorAll("circle.gate")], here = row.indexOf(gate); // gates stay in their order
      this.least = here ? this.of(row[here - 1].dataset.day) : 0;
      this.most = here < row.length - 1 ? this.of(row[here + 1].dataset.day) : this.days - 1;
      this.dataset.busy = "";
    }
    take(event) {
      const gate = event.target.closest("circle.gate");
      if (!gate) return;
      this.begin(gate);
      this.setPointerCapture(event.pointerId);
      gate.focus();
      this.dragged = true;
      event.preventDefault();
    }
    drag(event) {
      if (!this.dragged) return;
      const box = this.getBoundingClientRect();
      const at = Math.round(((event.clientX - box.left) / box.width) * this.days);
      this.show(this.magnet(this.working(at, at < this.from ? -1 : 1)));
    }
    show(at) {
      this.at = at;
      const day = this.iso(at);
      this.gate.setAttribute("cx", `${((100 * at) / this.days).toFixed(2)}%`);
      this.gate.setAttribute("aria-valuetext", day);
      this.gate.setAttribute("aria-valuenow", at);
      const days = (count) => note.dataset.days.replace("{days}", count);
      const early = this.needs.filter(([, ready]) => ready !== null && ready <= day)
        .map(([name, ready]) => [at - this.of(ready), name]).sort((one, other) => one[0] - other[0])
        .filter(([, name], place, all) => all.findIndex((one) => one[1] === name) === place); // of each its least slack
      const late = this.needs.filter(([, ready]) => ready === null || ready > day).map(([name, ready]) => {
        return ready === null ? name : `${name} +${days(this.of(ready) - at)}`;
      });
      const words = [day, late.length ? note.dataset.late.replace("{needs}", late.join(" · ")) : note.dataset.fits];
      const slack = early.slice(0, MOST_SLACKS).map(([count, name]) => `${name} ${days(count)}`).join(" · ");
      if (slack) words.push(note.dataset.slack.replace("{needs}", slack));
      if (freezes.has(day)) words.push(note.dataset.freeze.replace("{release}", freezes.get(day)));
      note.textContent = words.join(" · ");
      note.hidden = false;
    }
    drop() {
      if (!this.gate) return;
      const { gate, at, from } = this;
      this.leave();
      if (at !== from) {
        const day = this.iso(at);
        send(`${address}/gestures`, { gesture: "gate", deal: this.dataset.deal, gate: gate.dataset.gate, day });
      }
    }
    leave() {
      if (!this.gate) return;
      for (const [name, value] of this.kept) this.gate.setAttribute(name, value);
      this.gate = null;
      delete this.dataset.busy;
      this.dragged = false;
      note.hidden = true;
    }
    key(event) {
      const gate = event.target.closest("circle.gate");
      const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: 30, ArrowDown: -30, PageUp: 30, PageDown: -30 };
      if (!gate) return;
      if (event.key === "Enter") { event.preventDefault(); this.drop(); }
      else if (event.key === "Escape") this.leave();
      else if (steps[event.key]) {
        event.preventDefault();
        if (this.gate !== gate) this.begin(gate);
        this.show(this.working(this.at + steps[event.key], Math.sign(steps[event.key])));
      }
    }
  }
  if (!("readOnly" in table.dataset)) customElements.define("gate-lane", GateLane);
})();
