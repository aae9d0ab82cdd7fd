"""Making changes: the documents of a folder as they would be if its files said something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from requirements.fields import Plain
from requirements.finding import Finding
from requirements.gate import Stage
from requirements.language import _
from requirements.reading.nodes import Document, ListNode, MappingNode, MarkElsewhere, Path
from roadmap.changes.scenarios.changes import ChangeKind, FolderChange, elsewhere, shown
from roadmap.changes.scenarios.paths import Seeker, UnknownPathError
from roadmap.changes.scenarios.people import change_people
from roadmap.changes.scenarios.pins import pin


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes in the order in which they are made; a revision of a folder (see `roadmap.folder.texts.revision`).

    Of the deals `promised`, to which something was published, one that is dropped is lost: a promise does not end by
    leaving the deal out.
    """

    made: tuple[FolderChange, ...]
    promised: frozenset[str] = frozenset()

    @property
    def mark(self) -> str:
        """The same text for the same changes."""
        return repr([(change.kind.value, change.path, shown(change.value)) for change in self.made])

    def revise(self, documents: list[Document]) -> list[Finding]:
        """Make all changes; what cannot be made is told, and the others are made all the same."""
        findings: list[Finding] = []
        for change in self.made:
            try:
                findings += _make(change, documents, self.promised)
            except UnknownPathError as error:
                findings.append(error.finding)
        return findings


def _make(change: FolderChange, documents: list[Document], promised: frozenset[str]) -> list[Finding]:
    if change.kind is ChangeKind.PEOPLE:
        return change_people(change, documents)
    if change.kind is ChangeKind.ADD:
        documents.append(Document(change.file, elsewhere(change.value, change.file)))
    elif change.kind is ChangeKind.DROP:
        return _drop(change, documents, promised)
    elif change.kind is ChangeKind.PIN:
        pin(change, documents)
    else:
        _set(change, documents)
    return []


def _set(change: FolderChange, documents: Sequence[Document]) -> None:
    whole = isinstance(change.value, MappingNode)
    spot = Seeker(change.path, change.place, creates=True, adds=whole).find(documents)
    value = elsewhere(change.value, change.file)
    key, mark = MarkElsewhere(change.key, change.file), MarkElsewhere(change.mark, change.file)
    if isinstance(spot.holder, MappingNode):
        spot.holder[str(spot.step)], spot.holder.marks[str(spot.step)] = value, (key, mark)
    elif spot.stated:
        spot.holder[int(spot.step)], spot.holder.marks[int(spot.step)] = value, mark
    else:
        spot.holder.append(value)
        spot.holder.marks.append(mark)


def _drop(change: FolderChange, documents: Sequence[Document], promised: frozenset[str]) -> list[Finding]:
    spot = Seeker(change.path, change.place).find(documents)
    if len(spot.location) == 1:
        message = _("{path} cannot be dropped, because the plan needs it").format(path=change.path)
        hint = _("Drop single entries, such as deals.D07, or set another value.")
        return [Finding("unknown-path", change.place, message, hint)]
    deal = spot.holder[spot.step]  # type: ignore[index]
    if (
        spot.location[0] == "deals"
        and spot.location[1:] in {(key,) for key in promised}
        and isinstance(deal, MappingNode)
    ):
        deal.put("stage", Plain(Stage.LOST.value), MarkElsewhere(change.mark, change.file))
    else:
        del spot.holder[spot.step]  # type: ignore[arg-type]
        del spot.holder.marks[spot.step]  # type: ignore[arg-type]
    _drop_what_is_said_of(spot.location, documents)
    return []


def _drop_what_is_said_of(location: Path, documents: Sequence[Document]) -> None:
    """The progress of a feature that is dropped, and the pins of a feature or deal that is."""
    word = {"features": "feature", "deals": "deal"}.get(str(location[0]))
    if word is None or len(location) != 2:
        return
    for document in documents:
        progress, pins = document.root.get("progress"), document.root.get("pins")
        if word == "feature" and isinstance(progress, MappingNode):
            progress.pop(str(location[1]), None)
        if isinstance(pins, ListNode):
            kept = [n for n, pin in enumerate(pins) if not (isinstance(pin, dict) and pin.get(word) == location[1])]
            pins[:], pins.marks[:] = [pins[n] for n in kept], [pins.marks[n] for n in kept]
