"""YAML text with one part put, inserted or removed: the smallest splices that do it, in the style of the text."""

from __future__ import annotations

from typing import Any

from requirements.reading.nodes import Path
from roadmap.editing.splicing.file_text import Splice, line_end, line_start, next_line
from roadmap.editing.splicing.splices import StepKind, TextStep
from roadmap.editing.splicing.tree import BLANK, PartKind, TextMember, TextNode, follow, read_tree, skip_blank
from roadmap.editing.splicing.yaml_values import (
    STEP,
    block_lines,
    fits_inline,
    inline_text,
    literal_lines,
    nested,
    scalar_text,
    value_lines,
)

LONGEST_LINE = 118
"""Characters of an entry that is written in one line because its neighbours are."""


def yaml_splices(text: str, step: TextStep, *, newline: str, parts: TextNode | None = None) -> list[Splice]:
    """The splices by which a step is made in a text that the reader reads. Empty where nothing is to be done. `parts`
    are those of the text, where somebody has them."""
    root = parts or read_tree(text)
    way = follow(root, step.location)
    rest = step.location[len(way) :]
    writing = _Writing(text, newline, root, way)
    if step.kind is StepKind.REMOVE:
        return [] if rest else writing.remove()
    if step.kind is StepKind.INSERT and not rest:
        return writing.insert(step.value)
    return writing.add(rest, step.value) if rest else writing.put(step.value)


class _Writing:
    """One text, the line end of its lines, and the way to the part that changes."""

    def __init__(self, text: str, newline: str, root: TextNode, way: list[tuple[TextNode, TextMember]]) -> None:
        self.text, self.newline, self.root, self.way = text, newline, root, way

    @property
    def in_brackets(self) -> bool:
        """Whether the part at the end of the way stands in brackets or braces."""
        return any(holder.flow for holder, _member in self.way)

    def put(self, value: Any) -> list[Splice]:
        """Another value for the part at the end of the way."""
        holder, member = self.way[-1]
        node = member.node
        if self.in_brackets or holder.flow:
            return self._inline(member, inline_text(value))
        column = self._column(holder)
        deeper = value if isinstance(value, dict | list) and value and not fits_inline(value) else None
        text = node.style if node.style in ("'", '"') else ""
        if deeper is not None:
            lines = ["", *block_lines(deeper, column + STEP)]
        elif isinstance(value, str) and (literal := literal_lines(value, column + STEP)):
            lines = literal
        elif isinstance(value, dict | list):
            lines = [inline_text(value)]
        else:
            lines = [scalar_text(value, style=text)]
        is_block = node.kind is not PartKind.SCALAR and not node.flow
        return self._instead_of_lines(member, lines) if is_block else self._behind(member, lines)

    def _inline(self, member: TextMember, written: str) -> list[Splice]:
        """One line in place of a value of one line."""
        node = member.node
        if node.start < node.end:
            return [Splice(node.start, self._last_sign(node), written)]
        before = self.text[member.key.end : node.start] if member.key is not None else ""
        gap = "" if self.text[node.start - 1 : node.start] in (" ", "\t", "") else " "
        if member.key is not None and ":" not in before:
            return [Splice(member.key.end, member.key.end, f": {written}")]
        return [Splice(node.start, node.start, gap + written)]

    def _behind(self, member: TextMember, lines: list[str]) -> list[Splice]:
        """A first line in place of a value, and further ones below the line in which it ends."""
        node = member.node
        end = self._last_sign(node)
        first = self._inline(member, lines[0]) if lines[0] else [Splice(self._mark_end(member), end, "")]
        return first + self._below(end, lines[1:])

    def _instead_of_lines(self, member: TextMember, lines: list[str]) -> list[Splice]:
        """Lines in place of a value that stands in lines of its own, or begins behind the dash of its member."""
        node = member.node
        begins = line_start(self.text, node.start)
        if begins <= member.begin:  # behind its dash
            return [Splice(node.start, node.end, lines[0]), *self._below(node.end, lines[1:])]
        behind = self._mark_end(member)
        first = [Splice(behind, behind, f" {lines[0]}")] if lines[0] else []
        below = "".join(line + self.newline for line in lines[1:])
        return [
            *first,
            Splice(begins, next_line(self.text, node.end) if not self._ends_line(node) else node.end, below),
        ]

    def _mark_end(self, member: TextMember) -> int:
        """Where the value of a member may begin: behind its colon or its dash."""
        if member.key is None:
            return member.begin + 1
        return self.text.index(":", member.key.end) + 1

    def _last_sign(self, node: TextNode) -> int:
        """Where a value ends without the blank lines that a block may hold at its end."""
        return len(self.text[: node.end].rstrip(BLANK)) if self._ends_line(node) else node.end

    def _ends_line(self, node: TextNode) -> bool:
        return node.end > 0 and self.text[node.end - 1] in "\r\n"

    def _below(self, at: int, lines: list[str]) -> list[Splice]:
        """Whole lines below the one in which a character stands."""
        if not lines:
            return []
        body = self.newline.join(lines)
        if at and self.text[at - 1] in "\r\n":
            return [Splice(at, at, body + self.newline)]
        below = next_line(self.text, at)
        if below and self.text[below - 1] in "\r\n":
            return [Splice(below, below, body + self.newline)]
        return [Splice(below, below, self.newline + body + self.newline)]

    def _column(self, holder: TextNode) -> int:
        """The column (from 0) in which the members of a holder begin."""
        begin = holder.members[0].begin if holder.members else holder.start
        return begin - line_start(self.text, begin)

    def add(self, rest: Path, value: Any) -> list[Splice]:
        """A part that is not there yet, below the end of the way."""
        node = self.way[-1][1].node if self.way else self.root
        wanted = PartKind.MAPPING if isinstance(rest[0], str) else PartKind.LIST
        whole = nested(rest, value)
        if node.kind is not wanted or not node.members:
            return self._fill(node, whole, is_entry=len(self.way) == 1 and len(rest) == 1)
        made = nested(rest[1:], value)
        if node.flow or self.in_brackets:
            written = inline_text(made)
            if wanted is PartKind.MAPPING:
                written = f"{scalar_text(str(rest[0]), is_key=True)}: {written}"
            return self._into_brackets(node, written)
        return self._last(node, rest[0], made)

    def _fill(self, node: TextNode, whole: Any, *, is_entry: bool) -> list[Splice]:
        """The first part of something that is empty."""
        if not self.way or self.in_brackets or not is_entry:
            return self.put(whole)
        holder, member = self.way[-1]
        lines = ["", *_entry_lines(whole, self._column(holder) + STEP)]
        return self._behind(member, lines) if node.flow or node.is_null else self.put(whole)

    def _into_brackets(self, node: TextNode, written: str) -> list[Splice]:
        last = node.members[-1].node.end
        if node.members[-1].node.start == last:  # an empty value
            last = node.end - 1 if not node.bare else last
        if node.bare:
            return [Splice(node.start, node.start, "{"), Splice(last, last, f", {written}}}")]
        return [Splice(last, last, f", {written}")]

    def _last(self, node: TextNode, step: str | int, value: Any) -> list[Splice]:
        """One more member at the end of a holder that stands in lines."""
        column = self._column(node)
        last = node.members[-1].node
        whole = {step: value} if isinstance(step, str) else [value]
        is_block = last.kind is not PartKind.SCALAR and not last.flow
        step = max(1, self._column(last) - column) if is_block else STEP
        lines = _entry_lines(whole, column, like=last, inline=bool(self.way), step=step)
        if self._apart(node):
            lines = ["", *lines]
        return self._below(last.end, lines)

    def _apart(self, node: TextNode) -> bool:
        """Whether a blank line stands between the last members of a holder."""
        if len(node.members) < 2:
            return False
        between = self.text[node.members[-2].node.end : node.members[-1].begin]
        return any(not line.strip() for line in between.splitlines()[1:-1])

    def insert(self, value: Any) -> list[Splice]:
        """A member of a list before the one at the end of the way."""
        holder, member = self.way[-1]
        if self.in_brackets:
            return [Splice(member.begin, member.begin, f"{inline_text(value)}, ")]
        column = self._column(holder)
        lines = _entry_lines([value], column, like=member.node)
        body = (self.newline + " " * column).join(line[column:] for line in lines)
        return [Splice(member.begin, member.begin, body + self.newline + " " * column)]

    def remove(self) -> list[Splice]:
        """Take out the part at the end of the way; what holds nothing then says so by empty brackets."""
        holder, member = self.way[-1]
        position = holder.members.index(member)
        if len(holder.members) == 1:
            return self._empty(holder)
        if holder.flow:
            return self._out_of_brackets(holder, position)
        begins = line_start(self.text, member.begin)
        after = member.node.end if self._ends_line(member.node) else next_line(self.text, member.node.end)
        if self.text[begins : member.begin].strip(" \t"):  # behind the dash of what holds it
            following = holder.members[position + 1].begin
            between = self.text[after:following]
            if not between.strip():
                return [Splice(member.begin, following, "")]
            end = line_end(self.text, self._last_sign(member.node))
            return [Splice(len(self.text[: member.begin].rstrip(" ")), end, "")]
        if after == len(self.text) and not self.text.endswith(("\n", "\r")):  # the last line of a file without an end
            return [Splice(len(self.text[:begins].removesuffix("\n").removesuffix("\r")), after, "")]
        return [Splice(begins, after, "")]

    def _empty(self, holder: TextNode) -> list[Splice]:
        """A holder without its only member."""
        brackets = "{}" if holder.kind is PartKind.MAPPING else "[]"
        if len(self.way) == 1:
            member = self.way[0][1]
            return [Splice(member.begin, member.node.end, brackets)]
        self.way = self.way[:-1]
        if holder.flow and not holder.bare:
            return [Splice(holder.start, holder.end, brackets)]
        outer, member = self.way[-1]
        if outer.flow:
            return [Splice(holder.start, holder.end, brackets)]
        return self._instead_of_lines(member, [brackets])

    def _out_of_brackets(self, holder: TextNode, position: int) -> list[Splice]:
        member = holder.members[position]
        end = max(member.node.end, member.key.end if member.key else 0)
        comma = skip_blank(self.text, end)
        if position + 1 < len(holder.members) and self.text[comma : comma + 1] == ",":
            after = comma + 1
            while self.text[after : after + 1] in (" ", "\t"):
                after += 1
            return [Splice(member.begin, after, "")]
        before = holder.members[position - 1]
        comma = skip_blank(self.text, max(before.node.end, before.key.end if before.key else 0))
        between = self.text[comma + 1 : member.begin]
        begin = comma if not between.strip(BLANK) else member.begin
        return [Splice(begin, end, "")]


def _entry_lines(
    whole: Any, column: int, *, like: TextNode | None = None, inline: bool = True, step: int = STEP
) -> list[str]:
    """An entry or a member in lines at a column; in one line where its neighbour is written so and it fits."""
    if isinstance(whole, list):
        return block_lines(whole, column, step=step)
    ((key, value),) = whole.items()
    head = " " * column + scalar_text(key, is_key=True) + ":"
    if isinstance(value, dict) and like is not None and like.kind is PartKind.MAPPING:
        short = like.flow and fits_inline(value, longest=LONGEST_LINE - len(head))
        return [f"{head} {inline_text(value)}"] if short else value_lines(head, value, column, inline=False, step=step)
    return value_lines(head, value, column, inline=inline and like is not None, step=step)
