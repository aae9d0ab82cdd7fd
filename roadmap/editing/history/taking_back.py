"""Taking a change back, although other lines of the file have changed since."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

Opcode = tuple[str, int, int, int, int]


def without_change(before: str, after: str, now: str) -> str | None:
    """What a text says `now`, without the change from `before` to `after`; None where somebody has changed these lines
    since."""
    if now == after:
        return before
    old, new, present = (text.splitlines(keepends=True) for text in (before, after, now))
    moved = _opcodes(new, present)
    result = list(present)
    for kind, first, last, start, end in reversed(_opcodes(new, old)):
        if kind == "equal":
            continue
        at = _kept(moved, first, last, len(new), len(present))
        if at is None:
            return None
        result[at : at + last - first] = old[start:end]
    return "".join(result)


def _kept(moved: Sequence[Opcode], first: int, last: int, length: int, present: int) -> int | None:
    """Where the lines from `first` to `last` stand by now, if they are as they were; None if they are not."""
    for kind, begin, end, there, _end in moved:
        if kind == "equal" and begin <= first and last <= end:
            at_edge = first == last and first in (begin, end) and 0 < first < length
            if not at_edge or begin < first < end:
                return there + first - begin
            return there + first - begin if _is_near(moved, first) else None
    if first == last == length:
        return present
    return None


def _is_near(moved: Sequence[Opcode], line: int) -> bool:
    """Whether the lines on both sides of a place are as they were, with nothing between them."""
    touching = [one for one in moved if one[0] != "equal" and one[1] <= line <= one[2]]
    return not touching


def _opcodes(one: Sequence[str], other: Sequence[str]) -> list[Opcode]:
    """How lines became others; what is alike at both ends is found without a search."""
    shorter = min(len(one), len(other))
    head = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if one[-1 - n] != other[-1 - n]), rest)
    middle = difflib.SequenceMatcher(None, one[head : len(one) - tail], other[head : len(other) - tail], autojunk=False)
    found: list[Opcode] = [("equal", 0, head, 0, head)] if head else []
    found += [(kind, a + head, b + head, c + head, d + head) for kind, a, b, c, d in middle.get_opcodes()]
    if tail:
        found.append(("equal", len(one) - tail, len(one), len(other) - tail, len(other)))
    return found
