"""What no file may state: characters that reading refuses, and parts inside one another without end."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.characters import find_forbidden
from requirements.reading.limits import DEEPEST
from roadmap.editing.edits import Edit, EditStopped, RefusedEdits
from roadmap.folder.texts.files import shown


def refuse_unwritable(edit: Edit) -> None:
    """Nothing, or the end of an edit whose path or value could not be read again."""
    findings = tuple(_faults(edit))
    if findings:
        raise EditStopped(RefusedEdits(findings))


def _faults(edit: Edit) -> Iterator[Finding]:
    """The first of them is enough: the rest of a value is not looked at."""
    name = shown(edit.path)
    waiting: list[tuple[object, int]] = [(edit.value, 0), (edit.path, 0)]
    while waiting:
        part, depth = waiting.pop()
        if depth > DEEPEST:
            message = _("the nesting is deeper than {limit} levels").format(limit=DEEPEST)
            yield Finding("too-deep", Place(name), message)
            return
        if isinstance(part, dict):
            waiting += [(one, depth + 1) for pair in part.items() for one in pair]
        elif isinstance(part, list | tuple):
            waiting += [(one, depth + 1) for one in part]
        elif isinstance(part, str) and (found := find_forbidden(part, name)):
            yield found[0]
            return
