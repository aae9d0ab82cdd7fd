"use strict";
// Keeps a page up to date. Pages can be read without it: it only asks for the page again and exchanges what is different.
(() => {
  const frame = document.getElementById("workbench");
  const gone = document.getElementById("gone");
  if (!frame || !window.EventSource) return;
  let stamp = frame.dataset.stamp;
  let stream = null;
  let asking = false;
  let wanted = "";
  let again = false;
  const busy = (part) => part.querySelector("[data-busy]")
    || (part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select"));
  const unfold = (part, now) => { // what somebody has opened stays open
    const fresh = [...now.querySelectorAll("details")];
    part.querySelectorAll("details").forEach((one, place) => { if (one.open && fresh[place]) fresh[place].open = true; });
  };
  const reached = (part) => [...part.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  const heldIn = (part) => { // how to find again what has the focus: by its id, or by its place if it is still the same
    const one = document.activeElement;
    if (!part.contains(one)) return () => null;
    const place = reached(part).indexOf(one);
    return (now) => {
      if (one.id) return document.getElementById(one.id);
      const there = reached(now)[place];
      return there && there.outerHTML === one.outerHTML ? there : null;
    };
  };
  const exchange = (text) => {
    const other = new DOMParser().parseFromString(text, "text/html");
    const fresh = other.getElementById("workbench");
    if (!fresh) return;
    for (const part of document.querySelectorAll("[data-live][id]")) {
      const now = other.getElementById(part.id);
      if (!now) { part.replaceChildren(); continue; }
      part.classList.remove("fresh");
      unfold(part, now);
      if (now.outerHTML === part.outerHTML || busy(part)) continue;
      now.classList.add("fresh");
      const held = heldIn(part);
      part.replaceWith(document.adoptNode(now));
      held(now)?.focus();
    }
    stamp = fresh.dataset.stamp;
    if (document.querySelectorAll("main [data-live]").length === 0 && !document.querySelector("form.edit")) {
      const main = other.querySelector("main");
      const nav = other.querySelector("nav.sections");
      const old = document.querySelector("nav.sections");
      if (main) document.querySelector("main").replaceWith(document.adoptNode(main));
      if (nav && old) old.replaceWith(document.adoptNode(nav));
    }
    document.dispatchEvent(new CustomEvent("roadmap:fresh"));
  };
  const ask = async () => {
    if (asking) { again = true; return; }
    asking = true;
    try {
      const answer = await fetch(location.href.split("#")[0], { headers: { Accept: "text/html" } });
      exchange(await answer.text());
    } catch { /* the stream says whether the workbench is there */ }
    asking = false;
    if (again) { again = false; ask(); }
  };
  const hear = (event) => {
    const told = JSON.parse(event.data);
    if (told.stamp === stamp || (asking && told.stamp === wanted)) return;
    wanted = told.stamp;
    ask();
  };
  const open = () => {
    if (stream) return;
    stream = new EventSource("/events");
    stream.onopen = () => { gone.hidden = true; };
    stream.onerror = () => {
      gone.hidden = false;
      if (stream && stream.readyState === EventSource.CLOSED) { stream = null; setTimeout(open, 2000); }
    };
    for (const kind of ["hello", "files", "plan", "findings"]) stream.addEventListener(kind, hear);
    stream.addEventListener("beside", () => { if (document.querySelector("[data-beside]")) ask(); });
    for (const kind of ["answer", "meeting"]) stream.addEventListener(kind, (event) => {
      const told = JSON.parse(event.data);
      document.dispatchEvent(new CustomEvent(`roadmap:${kind}`, { detail: told }));
      if ([...document.querySelectorAll("[data-meeting]")].some((part) => part.dataset.meeting === told.meeting)) ask();
    });
  };
  document.addEventListener("roadmap:ask", ask);
  const close = () => { if (stream) { stream.close(); stream = null; } };
  document.addEventListener("submit", (event) => setTimeout(() => { // another page follows: this one needs no news
    if (!event.defaultPrevented) { close(); setTimeout(open, 5000); }
  }));
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open())); // a browser keeps six at most
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
})();
