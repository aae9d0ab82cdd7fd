"""The elite of a search: good plans that differ in what lands when, to begin other searches with."""

from __future__ import annotations

from dataclasses import dataclass, field

from roadmap.schedule import Schedule
from roadmap.tuning import TUNING


@dataclass(slots=True)
class Elite:
    """Hears every better plan of a search; all of them were audited."""

    _found: list[tuple[int, Schedule]] = field(default_factory=list)

    def hear(self, schedule: Schedule, value: int) -> None:
        """Take in a plan."""
        self._found.append((value, schedule))
        del self._found[: -TUNING.elite_recent]

    def chosen(self) -> list[Schedule]:
        """The best plan, and others that are apart from it and from each other, the best first."""
        chosen: list[Schedule] = []
        ordered = sorted(self._found, key=lambda found: -found[0])
        for value, schedule in ordered:
            least = ordered[0][0] - TUNING.elite_worse * abs(ordered[0][0])
            if value >= least and all(apart(schedule, other) >= TUNING.elite_apart for other in chosen):
                chosen.append(schedule)
            if len(chosen) == TUNING.elite_most:
                break
        return chosen


def apart(one: Schedule, other: Schedule) -> int:
    """How many features land in another release, or only in one of the two."""
    pairs = zip(one.placements, other.placements, strict=True)
    return sum((None if a is None else a.release) != (None if b is None else b.release) for a, b in pairs)
