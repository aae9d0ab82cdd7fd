"""Nodes: the untyped content of a file, each part with its place.

A mapping is a dict and a list is a list, so that models read them as they are; both remember where their parts stand.
Scalars are `Plain` (unquoted), `str` (quoted) or None (empty). `FAULTY` stands for a part that has a finding already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from requirements.finding import Place

Path = tuple[str | int, ...]
Mark = tuple[int, int]
"""Line and column, both from 1."""


class MarkElsewhere(tuple[int, int]):
    """The mark of a part that does not stand in the file of its document: what a scenario put there."""

    file: str

    def __new__(cls, mark: Mark, file: str) -> MarkElsewhere:
        """The line and column of a mark, in another file."""
        made = super().__new__(cls, mark)
        made.file = file
        return made


class MappingNode(dict[str, Any]):
    """A mapping: values by key in the order of the file, and the marks of each key and value."""

    __slots__ = ("marks",)

    def __init__(self) -> None:
        super().__init__()
        self.marks: dict[str, tuple[Mark, Mark]] = {}

    def put(self, key: str, value: Any, mark: Mark) -> None:
        """Let a key hold a value that stands at the same place."""
        self[key] = value
        self.marks[key] = (mark, mark)


class ListNode(list[Any]):
    """A list, and the marks of its members."""

    __slots__ = ("marks",)

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[Mark] = []


class Faulty:
    """The type of `FAULTY`: a part of a file that could not be read and has its finding already."""

    __slots__ = ()


FAULTY = Faulty()


@dataclass(frozen=True, slots=True)
class Document:
    """One file that was read: its name within the folder and its content, a mapping."""

    file: str
    root: MappingNode

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the deepest part on this path that the file states stands.

        That is its value if it is a scalar, else its key; with `key` always the key. A member of a list has no key.
        Where a mapping stands alone for a list, it is the list's first member.
        """
        node, marks = self._follow(path)
        mark = marks[0] if key or isinstance(node, dict | list) else marks[1]
        return Place(mark.file if isinstance(mark, MarkElsewhere) else self.file, *mark)

    def node(self, path: Path) -> Any:
        """The deepest part on this path that the file states."""
        return self._follow(path)[0]

    def states(self, path: Path) -> bool:
        """Whether the file states exactly this path."""
        node: Any = self.root
        for step in path:
            if _stands_for_list(node, step):
                continue
            if not (isinstance(node, MappingNode) and step in node) and not _has_member(node, step):
                return False
            node = node[step]
        return True

    def _follow(self, path: Path) -> tuple[Any, tuple[Mark, Mark]]:
        node: Any = self.root
        marks: tuple[Mark, Mark] = ((1, 1), (1, 1))
        for step in path:
            if isinstance(node, MappingNode) and step in node.marks:
                marks = node.marks[str(step)]
            elif _has_member(node, step):
                marks = (node.marks[step], node.marks[step])
            elif _stands_for_list(node, step):
                continue
            else:
                break
            node = node[step]
        return node, marks


def _has_member(node: object, step: object) -> bool:
    return isinstance(node, ListNode) and isinstance(step, int) and 0 <= step < len(node)


def _stands_for_list(node: object, step: object) -> bool:
    """Whether a mapping stands where a list of one may: its keys are texts, so that 0 can only be the member."""
    return isinstance(node, MappingNode) and step == 0


def paths(node: object, start: Path = ()) -> Iterator[Path]:
    """The paths of a node and of all its parts, in the order of the file."""
    yield start
    if isinstance(node, MappingNode):
        for key, part in node.items():
            yield from paths(part, (*start, key))
    elif isinstance(node, ListNode):
        for position, part in enumerate(node):
            yield from paths(part, (*start, position))
