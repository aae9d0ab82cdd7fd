"""The parts of a YAML text with the characters in which each stands, from the events of the parser.

The text must be one that the reader reads without a finding about its form: no anchors, tags, merge or double keys.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from yaml._yaml import CParser
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from requirements.fields import Plain
from requirements.reading.nodes import Path

EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
BLANK = " \t\r\n"


class PartKind(StrEnum):
    """What a part of a text is."""

    SCALAR = "scalar"
    MAPPING = "mapping"
    LIST = "list"


@dataclass(slots=True)
class TextNode:
    """One value and where it stands: the characters from `start` to `end` (exclusive).

    `flow` tells braces or brackets; `bare` a mapping of one entry that stands in a list in brackets without braces.
    `style` is the quotation mark of a scalar, | or > of a block, and empty where it is plain. An empty value begins
    and ends where it would stand.
    """

    kind: PartKind
    start: int
    end: int
    scalar: str | None = None
    style: str = ""
    flow: bool = False
    bare: bool = False
    members: list[TextMember] = field(default_factory=list)

    def member(self, step: str | int) -> TextMember | None:
        """The member of this key or position; None if there is none."""
        if isinstance(step, int):
            fits = self.kind is PartKind.LIST and step < len(self.members)
            return self.members[step] if fits else None
        if self.kind is not PartKind.MAPPING:
            return None
        return next((one for one in self.members if one.key is not None and one.key.scalar == step), None)

    @property
    def is_null(self) -> bool:
        """Whether this is an empty value, or one that says so."""
        return self.kind is PartKind.SCALAR and self.scalar is None

    @property
    def value(self) -> Any:
        """What the part says, as the reader reads it, without places."""
        if self.kind is PartKind.SCALAR:
            return self.scalar
        if self.kind is PartKind.LIST:
            return [one.node.value for one in self.members]
        return {str(one.key.scalar): one.node.value for one in self.members if one.key is not None}


@dataclass(slots=True)
class TextMember:
    """An entry of a mapping, with its key, or a member of a list, without one. It begins at its key or at its dash."""

    begin: int
    node: TextNode
    key: TextNode | None = None


def read_tree(text: str) -> TextNode:
    """The parts of a YAML text. Raises yaml.YAMLError for what is no YAML, and ValueError for an empty text."""
    building = _Building(text)
    building.run()
    if building.root is None:
        raise ValueError("an empty text")
    return building.root


def follow(root: TextNode, location: Path) -> list[tuple[TextNode, TextMember]]:
    """The way from a part to another: each holder with the member through which it goes on, as far as they are
    stated."""
    way: list[tuple[TextNode, TextMember]] = []
    node = root
    for step in location:
        member = node.member(step)
        if member is None:
            break
        way.append((node, member))
        node = member.node
    return way


class _Building:
    """The nodes that are open, each with the key whose value comes next."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: TextNode | None = None
        self.open: list[TextNode] = []
        self.keys: list[TextNode | None] = []

    def run(self) -> None:
        parser = CParser(self.text)
        while True:
            event = parser.get_event()
            if isinstance(event, ScalarEvent):
                self.put(self.scalar(event))
            elif isinstance(event, MappingStartEvent | SequenceStartEvent):
                self.begin(event)
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                self.end(event)
            elif isinstance(event, StreamEndEvent):
                return

    def scalar(self, event: Any) -> TextNode:
        start, end, style = event.start_mark.index, event.end_mark.index, event.style or ""
        if style in ("|", ">"):
            written = self.text[start:end]
            if "+" not in written.splitlines()[0].partition("#")[0]:
                end = start + len(written.rstrip(BLANK))
        value = None if not style and event.value in EMPTY else event.value if style else Plain(event.value)
        return TextNode(PartKind.SCALAR, start, end, value, style)

    def begin(self, event: Any) -> None:
        start = event.start_mark.index
        is_mapping = isinstance(event, MappingStartEvent)
        node = TextNode(PartKind.MAPPING if is_mapping else PartKind.LIST, start, start, flow=bool(event.flow_style))
        node.bare = node.flow and self.text[start : start + 1] != ("{" if is_mapping else "[")
        self.put(node)
        self.open.append(node)
        self.keys.append(None)

    def end(self, event: Any) -> None:
        node = self.open.pop()
        self.keys.pop()
        node.end = event.end_mark.index if node.flow and not node.bare else node.members[-1].node.end

    def put(self, node: TextNode) -> None:
        if not self.open:
            self.root = node
            return
        holder = self.open[-1]
        if holder.kind is PartKind.LIST:
            holder.members.append(TextMember(self.dash(holder, node), node))
        elif self.keys[-1] is None:
            self.keys[-1] = node
        else:
            key, self.keys[-1] = self.keys[-1], None
            holder.members.append(TextMember(key.start, node, key))

    def dash(self, holder: TextNode, node: TextNode) -> int:
        """Where a member of a list begins: at its dash, unless the list stands in brackets."""
        if holder.flow:
            return node.start
        return skip_blank(self.text, holder.members[-1].node.end if holder.members else holder.start)


def skip_blank(text: str, at: int) -> int:
    """The next character that is neither blank nor in a comment."""
    while at < len(text):
        if text[at] in BLANK:
            at += 1
        elif text[at] == "#" and (at == 0 or text[at - 1] in BLANK):
            while at < len(text) and text[at] not in "\r\n":
                at += 1
        else:
            break
    return at
