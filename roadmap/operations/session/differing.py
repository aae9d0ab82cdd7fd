"""The difference between two plans in the session's words, told from schedules without building a plan document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from roadmap.audit import value
from roadmap.changes.scenarios.side_by_side import moved_promises
from roadmap.folder.project import Project
from roadmap.indexing import Indexed
from roadmap.operations.session.session_answers import MovedDeal, PeakWeek
from roadmap.planner.draft import Draft
from roadmap.planner.lines.deal_lines import deal_lines
from roadmap.planner.stored.replan import difference
from roadmap.plans.deals import DealLine, DealStatus
from roadmap.schedule import Schedule, runs_of


@dataclass(frozen=True)
class PlacedProject:
    """A project with a valid schedule of it. No schedule is worth more than `bound`, in the money of the plan; None
    where that is not known."""

    project: Project
    indexed: Indexed
    schedule: Schedule
    bound: int | None = None

    @cached_property
    def worth(self) -> int:
        """What it is worth, in thousands, counted by the audit."""
        return value(self.indexed.problem, self.schedule) - self.indexed.owed

    @cached_property
    def deals(self) -> dict[str, DealLine]:
        """The deals that somebody has, by id."""
        lines = deal_lines(Draft(self.project, self.indexed, self.schedule))
        return {line.id: line for line in lines if not line.placeholder}

    @cached_property
    def peak(self) -> PeakWeek | None:
        """The week in which most people work, the first of several; None if nobody does."""
        names, used = self.indexed.names, dict[date, int]()
        for slot, people in self._at_work():
            day = names.day(slot)
            monday = day - timedelta(days=day.weekday())
            used[monday] = used.get(monday, 0) + people
        if not used:
            return None
        busiest = max(sorted(used), key=lambda day: used[day])
        return PeakWeek(busiest, used[busiest])

    def _at_work(self) -> Iterator[tuple[int, int]]:
        """How many people are at work in which slot, item by item."""
        problem = self.indexed.problem
        for feature, placed in enumerate(self.schedule.placements):
            for run in runs_of(problem, feature, placed) if placed is not None else ():
                away = {slot: sum(run.mode.missing(seats)) for slot, seats in run.pauses}
                yield from ((slot, run.mode.crew - away.get(slot, 0)) for slot in range(run.start, run.end))
        for going in self.indexed.staff.going:
            yield from ((slot, 1) for _who, begin, end in going.stints for slot in range(begin, end))


def differing(base: PlacedProject, other: PlacedProject) -> dict[str, Any]:
    """The fields of a `SessionAnswer` that tell how a plan differs from that of the folder as it is."""
    before, after = base.deals, other.deals
    both = [key for key in after if key in before]
    moved = [one for key in both for one in moved_promises(before[key], after[key])] if base is not other else []
    lost = tuple(_moved(before, after, [key for key in before if _served(before, key) and not _served(after, key)]))
    served = {key for key in both if _served(before, key) and _served(after, key)}
    published = {one.deal for one in base.project.baseline.promises} if base.project.baseline is not None else set()
    known = difference((other.worth, other.bound), (base.worth, base.bound))
    touched = [one.deal for one in lost] + [one.deal for one in moved if one.deal in served]
    return {
        "currency": base.project.header.currency,
        "value": other.worth,
        "base": base.worth,
        "gained": tuple(_moved(before, after, [k for k in after if _served(after, k) and not _served(before, k)])),
        "lost": lost,
        "changed": tuple(_moved(before, after, [k for k in served if before[k].kept != after[k].kept])),
        "moved": tuple(one for one in moved if one.deal in served),
        "tell": tuple(dict.fromkeys(deal for deal in touched if deal in published)),
        "peak": other.peak,
        "base_peak": base.peak,
        "bound": other.bound,
        "least": known.least,
        "most": known.most,
    }


def _served(lines: dict[str, DealLine], key: str) -> bool:
    return key in lines and lines[key].status is not DealStatus.GIVEN_UP


def _moved(before: dict[str, DealLine], after: dict[str, DealLine], keys: list[str]) -> list[MovedDeal]:
    """Deals with what they keep in both plans, the largest difference first."""
    found = []
    for key in keys:
        old, new = before.get(key), after.get(key)
        name = before[key].name if new is None else new.name
        found.append(MovedDeal(key, name, None if old is None else old.kept, None if new is None else new.kept))
    return sorted(found, key=lambda one: -abs((one.after or 0) - (one.before or 0)))
