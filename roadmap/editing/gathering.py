"""Edits that do not touch each other, written together: a file is spliced and read once for all of them, not once for
each.

Whether they may wait is told by their places. That nothing else has changed is proved as for one edit, by reading what
was written; where the proof fails, they are made one after another.
"""

from __future__ import annotations

from requirements.reading.nodes import Path
from roadmap.editing.edits import Edit, EditStopped, Located
from roadmap.editing.folder_texts import FolderTexts
from roadmap.editing.splicing.splices import StepKind, TextStep
from roadmap.folder.texts.collected import BY_ID

NAMING = "name"
"""The field by which a path may lead to an entry."""
MOST_TRIES = 3
"""Attempts to make steps together before they are made one after another."""


class WaitingSteps:
    """The steps of a batch that wait to be written, by file."""

    def __init__(self, texts: FolderTexts) -> None:
        self._texts = texts
        self._steps: dict[str, list[TextStep]] = {}
        self._touched: set[tuple[str, Path]] = set()
        self._around: set[tuple[str, Path]] = set()
        self._new: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._steps)

    def leads_elsewhere(self, edit: Edit) -> bool:
        """Whether a path may lead elsewhere once what waits is written: into an entry that is new."""
        words = edit.path.split(".")
        return any(".".join(words[:count]) in self._new for count in range(2, len(words) + 1))

    def touches(self, found: Located, edit: Edit) -> bool:
        """Whether the place of an edit may be another one, or say something else, once what waits is written."""
        place = _whole(found.location)
        is_named = len(place) > 1 and not f"{edit.path}.".startswith(f"{place[0]}.{place[1]}.")
        inside = any((found.file, place[:depth]) in self._touched for depth in range(1, len(place) + 1))
        return is_named or inside or (found.file, place) in self._around

    def add(self, found: Located, edit: Edit, steps: list[TextStep]) -> None:
        """Let the steps of an edit wait, which may (`may_wait`)."""
        if not found.stated and len(found.location) == 2:
            self._new.add(edit.path)
        self._steps.setdefault(found.file, []).extend(steps)
        place = _whole(found.location)
        self._touched.add((found.file, place))
        self._around |= {(found.file, place[:depth]) for depth in range(1, len(place))}

    def replace(self, found: Located, value: object) -> TextStep | None:
        """Let a single value that waits to be put at a place be another one; the step as it was. None where no such
        value waits there."""
        if isinstance(value, dict | list):
            return None
        steps = self._steps.get(found.file, [])
        for position, step in enumerate(steps):
            if (
                step.location == found.location
                and step.kind is StepKind.PUT
                and not isinstance(step.value, dict | list)
            ):
                steps[position] = TextStep(StepKind.PUT, found.location, value)
                return step
        return None

    def write(self) -> None:
        """Write all that waits into the texts, in memory. EditStopped where something cannot be written."""
        waiting = self._steps
        self._steps, self._touched, self._around, self._new = {}, set(), set(), set()
        for name, steps in waiting.items():
            self._write(name, steps)

    def _write(self, name: str, steps: list[TextStep]) -> None:
        tries = 0
        while steps:
            if len(steps) > 1 and tries < MOST_TRIES:
                tries += 1
                if self._together(name, steps):
                    return
            self._texts.make(name, steps[0])
            steps = steps[1:]

    def _together(self, name: str, steps: list[TextStep]) -> bool:
        try:
            self._texts.make(name, *steps)
        except EditStopped:
            return False
        return True


def may_wait(found: Located, steps: list[TextStep]) -> bool:
    """Whether the steps of an edit can be made on a text with others: one step of any kind, or values in places that no
    other step moves. Fields of roadmap.yaml and members of its lists come and go one at a time."""
    if found.location[0] not in BY_ID or found.location[-1] == NAMING or len(found.location) < 2:
        return False
    moves = [step for step in steps if step.kind is not StepKind.PUT or _whole(step.location) != step.location]
    return bool(steps) and (len(steps) == 1 or not moves)


def _whole(location: Path) -> Path:
    """The place of a part whose members are not counted: of a member of a list, the list."""
    first = next((depth for depth, step in enumerate(location) if isinstance(step, int)), len(location))
    return location[:first]
