"""Keeping a scenario: its changes as edits of the folder, the same that the planner was asked about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from requirements.finding import Finding
from requirements.reading.nodes import Document
from roadmap.changes.scenarios.changes import FolderChange
from roadmap.changes.scenarios.revise import Changes
from roadmap.editing.edits import REMOVED, Edit
from roadmap.editing.entries import part_of, shown_path
from roadmap.editing.folder_texts import FolderTexts
from roadmap.editing.locating import copied
from roadmap.editing.splicing.splices import StepKind, TextStep, steps_between
from roadmap.editing.tables import plain_node
from roadmap.folder.texts.collected import BY_ID, LISTED


def edits_of(
    folder: Path,
    changes: Sequence[FolderChange],
    *,
    promised: frozenset[str] = frozenset(),
    encoding: str | None = None,
) -> tuple[list[Edit], list[Finding]]:
    """The edits by which a folder comes to say what it would say after some changes; or what is wrong with them.

    The changes are made on what the files say, as for the planner, and the difference is told. `promised` are deals to
    which something was published: one that is dropped is lost instead.
    """
    texts = FolderTexts(folder, encoding=encoding)
    documents = [Document(one.file, copied(one.root)) for one in texts.documents.values()]
    count = len(documents)
    findings = Changes(tuple(changes), promised).revise(documents)
    if findings:
        return [], findings
    edits: list[Edit] = []
    for name, after in zip(texts.documents, documents[:count], strict=True):
        edits += _differences(texts, name, plain_node(after.root))
    for added in documents[count:]:
        edits += [edit for section, entries in added.root.items() for edit in _added(section, plain_node(entries))]
    return _in_order(edits), []


def _differences(texts: FolderTexts, name: str, after: Any) -> Iterator[Edit]:
    """The edits by which one file comes to say something else; new entries find their own home."""
    before = plain_node(texts.documents[name].root)
    for section, part in after.items():
        old = before.get(section)
        if section in BY_ID:
            known, now = old or {}, part or {}
            yield from _added(section, {key: entry for key, entry in now.items() if key not in known})
            yield from (Edit(f"{section}.{key}", REMOVED) for key in known if key not in now)
            for key in known.keys() & now.keys():
                for step in steps_between(known[key], now[key], (section, key)):
                    yield from _edits(texts, name, known, now, step)
        elif section in LISTED:
            yield from _listed(texts, name, section, old or [], part or [])
        else:
            for step in steps_between(old, part, (section,)):
                yield from _edits(texts, name, old, part, step)


def _edits(texts: FolderTexts, name: str, before: Any, after: Any, step: TextStep) -> Iterator[Edit]:
    """One step as an edit; a member that comes in between others as the whole list."""
    if step.kind is StepKind.INSERT:
        holder = step.location[:-1]
        value = part_of({step.location[0]: after}, holder)
        yield Edit(shown_path(texts.documents, name, holder), value)
        return
    path = shown_path(texts.documents, name, step.location)
    is_new = isinstance(step.location[-1], int) and part_of({step.location[0]: before}, step.location) is None
    if step.kind is StepKind.PUT and is_new:
        path = f"{path.rpartition('.')[0]}.+"
    yield Edit(path, REMOVED if step.kind is StepKind.REMOVE else step.value)


def _listed(texts: FolderTexts, name: str, section: str, before: list[Any], after: list[Any]) -> Iterator[Edit]:
    """The members of a list that several files may hold: those that change or go by their number, and new ones."""
    for step in steps_between(before, after, (section,)) if before else ():
        is_new = len(step.location) == 2 and (step.kind is StepKind.INSERT or int(step.location[1]) >= len(before))
        if is_new:
            yield Edit(f"{section}.+", step.value)
        elif len(step.location) == 1:  # none is left
            yield from (Edit(shown_path(texts.documents, name, (section, n)), REMOVED) for n in range(len(before)))
        else:
            yield from _edits(texts, name, before, after, step)
    if not before:
        yield from (Edit(f"{section}.+", member) for member in after)


def _added(section: str, entries: Any) -> list[Edit]:
    if isinstance(entries, list):
        return [Edit(f"{section}.+", member) for member in entries]
    return [Edit(f"{section}.{key}", entry) for key, entry in entries.items()]


def _in_order(edits: list[Edit]) -> list[Edit]:
    """Members that go do so from the last one on, so that every number is right when it is used; what comes, last."""
    gone = [edit for edit in edits if edit.value is REMOVED and edit.path.split(".")[0] in LISTED]
    rest = [edit for edit in edits if edit not in gone and not edit.path.endswith(".+")]
    come = [edit for edit in edits if edit not in gone and edit.path.endswith(".+")]
    return [*rest, *sorted(gone, key=_number, reverse=True), *come]


def _number(edit: Edit) -> int:
    word = edit.path.split(".")[1]
    return int(word) if word.isdigit() else 0
