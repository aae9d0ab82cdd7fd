"""The elite of a search: good plans that differ in what lands when, to begin other searches with."""

from __future__ import annotations

from dataclasses import dataclass, field

from roadmap.schedule import Schedule

MOST, RECENT = 8, 60
"""Plans that are chosen, at most, of so many that were found last."""
APART = 3
"""Features that land in other releases in two plans that are chosen, at least."""
WORSE = 0.2
"""The share of the best plan's value by which a chosen one is worth less, at most."""


@dataclass(slots=True)
class Elite:
    """Hears every better plan of a search; all of them were audited."""

    _found: list[tuple[int, Schedule]] = field(default_factory=list)

    def hear(self, schedule: Schedule, value: int) -> None:
        """Take in a plan."""
        self._found.append((value, schedule))
        del self._found[:-RECENT]

    def chosen(self) -> list[Schedule]:
        """The best plan, and others that are apart from it and from each other, the best first."""
        chosen: list[Schedule] = []
        ordered = sorted(self._found, key=lambda found: -found[0])
        for value, schedule in ordered:
            least = ordered[0][0] - WORSE * abs(ordered[0][0])
            if value >= least and all(apart(schedule, other) >= APART for other in chosen):
                chosen.append(schedule)
            if len(chosen) == MOST:
                break
        return chosen


def apart(one: Schedule, other: Schedule) -> int:
    """How many features land in another release, or only in one of the two."""
    pairs = zip(one.placements, other.placements, strict=True)
    return sum((None if a is None else a.release) != (None if b is None else b.release) for a, b in pairs)
