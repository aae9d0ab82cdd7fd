"use strict";
// The editor on the page of a file. Without it, or without a script, the text is edited in a plain field and sent by a plain form.
(() => {
  const area = document.getElementById("whole-text");
  const parts = window.CodeMirror;
  if (!area || !parts) return;
  const form = area.form;
  const state = document.getElementById("editor-state");
  const words = area.dataset;
  const host = document.createElement("div");
  host.className = "editor";
  area.before(host);
  const root = host.attachShadow({ mode: "open" }); // its styles are adopted sheets, which the policy allows
  const paint = parts.HighlightStyle.define([
    { tag: parts.tags.comment, color: "var(--soft)" },
    { tag: [parts.tags.definition(parts.tags.propertyName), parts.tags.propertyName], color: "var(--accent)" },
    { tag: parts.tags.string, color: "var(--good)" },
    { tag: [parts.tags.meta, parts.tags.keyword], color: "var(--risk)" },
  ]);
  const mono = 'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", "Sarasa Mono SC", monospace';
  const look = parts.EditorView.theme({
    "&": { color: "var(--ink)", backgroundColor: "var(--paper)", border: "1px solid var(--strong-rule)", fontSize: "13px", maxHeight: "72vh" },
    "&.cm-focused": { outline: "2px solid var(--accent)" },
    ".cm-scroller": { fontFamily: mono, lineHeight: "1.5", overflow: "auto" },
    ".cm-content": { caretColor: "var(--ink)" },
    ".cm-cursor": { borderLeftColor: "var(--ink)" },
    ".cm-gutters": { backgroundColor: "var(--sheet)", color: "var(--soft)", borderRight: "1px solid var(--rule)" },
    ".cm-activeLine": { backgroundColor: "transparent", boxShadow: "inset 0 -1px 0 var(--rule)" },
    "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--accent-wash) !important" },
    ".cm-searchMatch": { backgroundColor: "var(--accent-wash)", outline: "1px solid var(--accent)" },
    ".cm-panels, .cm-tooltip": { backgroundColor: "var(--sheet)", color: "var(--ink)", borderColor: "var(--strong-rule)" },
    ".cm-textfield, .cm-button": { backgroundColor: "var(--paper)", backgroundImage: "none", color: "var(--ink)", border: "1px solid var(--strong-rule)" },
    ".cm-diagnostic": { whiteSpace: "pre-wrap", maxWidth: "80ch" },
  });
  let digest = form.elements.digest.value;
  let saved = area.value;
  let timer = 0;
  const text = () => view.state.doc.toString();
  const tell = (sentence) => { state.textContent = sentence; };
  const send = (address, headers) => fetch(address, {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json", ...headers },
    body: JSON.stringify({ text: text() }),
  });
  const mark = (told) => {
    const found = told.map((one) => {
      const line = view.state.doc.line(Math.min(Math.max(one.line, 1), view.state.doc.lines));
      const from = Math.min(line.from + Math.max(one.column - 1, 0), line.to);
      return { from, to: Math.max(from, line.to), severity: one.severity, message: one.hint ? `${one.message}\n${one.hint}` : one.message, source: one.code };
    });
    view.dispatch(parts.setDiagnostics(view.state, found));
  };
  const check = async () => {
    const asked = view.state.doc;
    try {
      const answer = await send(`${form.getAttribute("action")}/check`, {});
      if (!answer.ok) { tell((await answer.json()).error); return; }
      const told = await answer.json();
      if (asked !== view.state.doc) return; // somebody went on typing
      mark(told.findings);
      tell(told.state);
    } catch { tell(words.gone); }
  };
  const save = async () => {
    const sent = text();
    try {
      const answer = await send(form.getAttribute("action"), { "If-Match": `"${digest}"` });
      if (answer.status === 409) { area.value = sent; saved = sent; form.submit(); return; } // the page of the three texts
      const told = await answer.json();
      if (!answer.ok) { tell(told.error); return; }
      digest = told.digest;
      form.elements.digest.value = digest;
      saved = sent;
      await check();
      tell(`${words.saved} ${state.textContent}`);
    } catch { tell(words.gone); }
  };
  const view = new parts.EditorView({
    root,
    parent: root,
    state: parts.EditorState.create({
      doc: area.value,
      extensions: [
        parts.lineNumbers(), parts.lintGutter(), parts.history(), parts.drawSelection(), parts.indentOnInput(), parts.search({ top: true }),
        parts.highlightActiveLine(), parts.highlightSelectionMatches(), look, parts.syntaxHighlighting(paint),
        words.kind === "yaml" ? parts.yaml() : [],
        parts.EditorState.phrases.of(JSON.parse(words.phrases)),
        parts.EditorView.contentAttributes.of({ "aria-label": area.labels[0].textContent, "aria-multiline": "true" }),
        parts.keymap.of([
          { key: "Mod-s", preventDefault: true, run: () => { save(); return true; } },
          ...parts.searchKeymap, ...parts.historyKeymap, ...parts.lintKeymap, ...parts.defaultKeymap,
        ]),
        parts.EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          clearTimeout(timer);
          timer = setTimeout(check, 500);
        }),
      ],
    }),
  });
  view.scrollDOM.tabIndex = 0; // can be scrolled by the keyboard
  area.hidden = true;
  form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
  window.addEventListener("beforeunload", (event) => { if (text() !== saved) event.preventDefault(); });
  const line = Number(location.hash.replace("#L", ""));
  if (line > 0 && line <= view.state.doc.lines) {
    const at = view.state.doc.line(line).from;
    view.dispatch({ selection: { anchor: at }, effects: parts.EditorView.scrollIntoView(at, { y: "center" }) });
  }
  view.focus();
  check();
})();
