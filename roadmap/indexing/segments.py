"""Segments: work that overlaps the work before it, as features of the problem that come after each other.

For the search the items of a feature run one after another. Where an item overlaps the one before it, a new segment
begins: a feature of its own in the problem, behind those before it. The last one lands for all of them. What runs when
is said by waits between the items.
"""

from __future__ import annotations

from collections.abc import Sequence

from roadmap.supply.feature import Feature

Wait = tuple[int, int, int, bool, bool]
"""An item, by its position in the `work` of a feature, and one that waits for it; the lag, and whether it counts from
the start of the one, and to the end of the other."""


def segments_of(feature: Feature, open_lines: Sequence[int]) -> list[list[int]]:
    """The open work items of a feature in segments; one without items where nothing is open."""
    found: list[list[int]] = [[]]
    for line in open_lines:
        if feature.work[line].overlaps is not None and found[-1]:
            found.append([])
        found[-1].append(line)
    return found


def waits_within(feature: Feature, segments: Sequence[Sequence[int]]) -> list[Wait]:
    """What the open work items of a feature wait for in other segments: what overlaps waits for the item before it, and
    all else for all that is before it."""
    lines = [line for segment in segments for line in segment]
    near = {line: segment[n - 1] for segment in segments for n, line in enumerate(segment) if n}
    found: list[Wait] = []
    for line in lines:
        overlap = feature.work[line].overlaps
        if overlap is None:
            before = [other for other in lines if _whole_before(feature, line) <= other < line]
            found += [(other, line, 0, False, False) for other in before if near.get(line) != other]
        elif line - 1 in lines:
            found.append((line - 1, line, overlap.start, True, False))
            if overlap.end is not None:
                found.append((line - 1, line, overlap.end, False, True))
    return found


def _whole_before(feature: Feature, line: int) -> int:
    """The last item before one that overlaps nothing: what is before that has ended when it starts."""
    return max((other for other in range(line) if feature.work[other].overlaps is None), default=0)
