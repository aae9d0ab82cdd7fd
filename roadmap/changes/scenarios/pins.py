"""A pin that a scenario states: it takes the place of what the folder pins of the same deal or feature."""

from __future__ import annotations

from collections.abc import Sequence

from requirements.reading.nodes import Document, ListNode, MappingNode, MarkElsewhere
from roadmap.changes.scenarios.changes import FolderChange, elsewhere

_SAY_WHERE = ("release", "planned")


def pin(change: FolderChange, documents: Sequence[Document]) -> None:
    """Add the pin of a change, last of all, and leave out those that it replaces."""
    made = elsewhere(change.value, change.file)
    listed = [part for document in documents if isinstance(part := document.root.get("pins"), ListNode)]
    for pins in listed:
        kept = [n for n, other in enumerate(pins) if not _is_replaced(other, made)]
        pins[:], pins.marks[:] = [pins[n] for n in kept], [pins.marks[n] for n in kept]
    if not listed:
        root = documents[0].root
        listed = [ListNode()]
        root["pins"] = listed[0]
        root.marks.setdefault("pins", ((1, 1), (1, 1)))
    listed[-1].append(made)
    listed[-1].marks.append(MarkElsewhere(change.mark, change.file))


def _is_replaced(other: object, made: object) -> bool:
    """Whether a pin speaks of the same deal, or says where the same feature lands; days of a feature that is built stay
    pinned."""
    if not isinstance(other, MappingNode) or not isinstance(made, MappingNode):
        return False
    if made.get("deal") is not None:
        return bool(other.get("deal") == made["deal"])
    if made.get("feature") is None or other.get("feature") != made["feature"]:
        return False
    return made.get("planned") == "false" or any(field in other for field in _SAY_WHERE)
