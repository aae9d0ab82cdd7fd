"""The file of a scenario while it is edited: read whole, one line spliced in or out, written whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.limits import LARGEST_FILE
from requirements.reading.nodes import Document
from requirements.reading.typed import read_entry
from requirements.reading.whole_file import Missing, Unreadable, read_whole
from requirements.reading.yaml.yaml_reader import read_yaml_file
from roadmap.changes.scenarios.scenario import ScenarioFile
from roadmap.editing.edits import EditStopped, RefusedEdits, refusal
from roadmap.editing.splicing.file_text import FileText, NotTheSameBytes, spliced
from roadmap.editing.splicing.splices import TextStep, stepped
from roadmap.editing.splicing.yaml_text import yaml_splices
from roadmap.editing.splicing.yaml_values import same, scalar_text
from roadmap.editing.tables import plain_node
from roadmap.folder.texts.files import shown
from roadmap.folder.unfinished import as_finished


def new_scenario(name: str) -> bytes:
    """What a scenario file says before anything was changed."""
    return f"name: {scalar_text(name)}\n".encode()


def read_bytes(path: Path) -> bytes | None:
    """The content of a scenario file; None if it is not there. The end of the edit where it cannot be read."""
    try:
        return as_finished(path, read_whole(path, largest=LARGEST_FILE))
    except Missing:
        return None
    except Unreadable as why:
        message = _("the scenario {file} cannot be read: {why}").format(file=shown(path.name), why=why)
        raise refusal("scenario-unreadable", Place(shown(path.name)), message) from None


def read_document(content: bytes, file: str) -> tuple[Document | None, ScenarioFile | None, list[Finding]]:
    """A scenario as a document and typed, as far as it can be read; and what is wrong with it."""
    document, findings = read_yaml_file(content, file, expected=", ".join(ScenarioFile.model_fields))
    if document is None or findings:
        return document, None, findings
    typed, findings = read_entry(ScenarioFile, document.root, document, path=())
    return document, typed, findings


def with_steps(content: bytes, file: str, steps: Sequence[TextStep]) -> bytes:
    """A scenario after some steps; the end of the edit where it cannot be read before or after them, or where another
    line would change, too."""
    for step in steps:
        content = _with_step(content, file, step)
    _document, _typed, findings = read_document(content, file)
    if findings:
        raise EditStopped(RefusedEdits(tuple(findings)))
    return content


def _with_step(content: bytes, file: str, step: TextStep) -> bytes:
    before = _plain(content, file)
    try:
        text = FileText.of(content)
    except NotTheSameBytes:
        message = _("the file cannot be edited, because writing its text would change other bytes of it")
        raise refusal("edit-file", Place(file), message, _("Save the file as UTF-8.")) from None
    after = text.content(spliced(text.text, yaml_splices(text.text, step, newline=text.newline)))
    if not same(_plain(after, file), stepped(before, step)):
        message = _("this edit would change other values of the file, too")
        raise refusal("edit-unsafe", Place(file), message, _("Change the file in an editor."))
    return after


def _plain(content: bytes, file: str) -> Any:
    """What a scenario says, without places; the end of the edit where it cannot be read."""
    document, findings = read_yaml_file(content, file, expected=", ".join(ScenarioFile.model_fields))
    if document is None or findings:
        raise EditStopped(RefusedEdits(tuple(findings)))
    return plain_node(document.root)
