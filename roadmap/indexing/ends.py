"""Ends: what is known of each work item on the `as_of` day, in slots, and what is still to be planned."""

from __future__ import annotations

from datetime import date

from roadmap.calendar import Calendar
from roadmap.folder.project import Project
from roadmap.indexing.begun.facts import facts_of
from roadmap.indexing.efforts import planned_effort
from roadmap.indexing.floors import floor_of
from roadmap.indexing.people.staff import Staff
from roadmap.indexing.segments import segments_of
from roadmap.indexing.waiting import begun_end
from roadmap.supply.facts import State
from roadmap.supply.feature import Phase, WorkItem
from roadmap.supply.release import Release


class Ends:
    """What is known of each work item, and the exclusive end of what is done or running (None: open, or never)."""

    def __init__(self, project: Project, staff: Staff, horizon: int) -> None:
        self.facts, self.horizon = facts_of(project), horizon
        self._going = {(going.work.feature, going.work.line): going.end for going in staff.going}
        self._project = project

    def of(self, key: str, line: int) -> int | None:
        """The end of an item; negative where it was done before the plan begins.

        A milestone before all work of its feature, such as a delivery, is reached when its day begins, as a pinned one.
        What nothing is recorded of has ended in time for the release in which its feature shipped, if it did.
        """
        fact = self.facts[key][line]
        if fact.state is State.RUNNING:
            return self._running(key, line)
        calendar, origin = self._project.calendar, self._project.as_of
        if fact.day is None:
            train = self._train(key)
            work = self._project.engineering.features[key].work[line]
            return None if train is None else calendar.limit(day_for(work, train, calendar), origin)
        before = self._project.engineering.features[key].work[: line + 1]
        is_first = not any(self._takes_time(item) for item in before)
        return calendar.slot(fact.day, origin) if is_first else calendar.limit(fact.day, origin)

    def over(self, key: str, line: int) -> int | None:
        """The end from which a lag counts: that of an item, but no end before the day on which it began, as of running
        work of which nothing is left."""
        end, fact = self.of(key, line), self.facts[key][line]
        if end is None or fact.state is not State.RUNNING or fact.told is None:
            return end
        return max(end, self._project.calendar.limit(fact.told.since, self._project.as_of))

    def begun(self, key: str, line: int) -> int | None:
        """The slot in which an item began; negative before the plan, None where that is not known."""
        told = self.facts[key][line].told
        return None if told is None else self._project.calendar.slot(told.since, self._project.as_of)

    def _running(self, key: str, line: int) -> int | None:
        """The end of running work; of a wait, which goes on by itself, that of its days."""
        fact, project = self.facts[key][line], self._project
        if fact.told is None or project.engineering.features[key].work[line].wait is None:
            return self._going[key, line]
        end = project.calendar.limit(begun_end(project, key, line, fact.told), project.as_of)
        return end if end <= self.horizon else None

    def _takes_time(self, item: WorkItem) -> bool:
        return item.wait is not None or planned_effort(item.effort, self._project.header.policy) > 0

    def running(self, key: str, line: int) -> int | None:
        """The end of an item that is running; None for any other."""
        return self._running(key, line) if self.facts[key][line].state is State.RUNNING else None

    def verified(self, key: str, line: int, item: WorkItem) -> int | None:
        """The end that counts for a freeze: what was done on a day off came after the working day before. An open
        milestone is reached in slot 0 or on the day before which it may not be; of other open work nothing is known."""
        fact = self.facts[key][line]
        if fact.state is State.DONE and fact.day is not None:
            return self._project.calendar.slot(fact.day, self._project.as_of) + 1
        if fact.state is State.OPEN:
            if self._takes_time(item):
                return None
            return self.floor(key, line) + 1
        if item.wait is not None and fact.told is not None:
            return self._project.calendar.slot(begun_end(self._project, key, line, fact.told), self._project.as_of) + 1
        return self.of(key, line)

    def before(self, key: str, line: int) -> tuple[int, int]:
        """When an item may begin, and end, after what is running before it: it begins after all of that, or as far as
        it overlaps it, and ends so long after what it overlaps as it says."""
        overlap, facts = self._project.engineering.features[key].work[line].overlaps, self.facts[key]
        if overlap is None:
            running = [other for other in range(line) if facts[other].state is State.RUNNING]
            return max([0, *(self.of(key, other) or 0 for other in running)]), 0
        begun, end = self.begun(key, line - 1), self.over(key, line - 1)
        start = 0 if begun is None else max(0, begun + overlap.start)
        return start, 0 if overlap.end is None or end is None else max(0, end + overlap.end)

    def floor(self, key: str, line: int) -> int:
        """The slot before which an item may not begin; 0 for what was begun."""
        begun = self.facts[key][line].told is not None
        return 0 if begun else floor_of(self._project.engineering.features[key], line, self._project)

    def segments(self, key: str) -> list[list[int]]:
        """The items still to be planned, in segments."""
        feature = self._project.engineering.features[key]
        return segments_of(feature, [line for line in range(len(feature.work)) if self.is_open(key, line)])

    def is_open(self, key: str, line: int) -> bool:
        """Whether an item is still to be planned."""
        return self.facts[key][line].state is State.OPEN and self._train(key) is None

    def _train(self, key: str) -> Release | None:
        """The release in which a feature has shipped."""
        progress = self._project.engineering.progress.get(key)
        shipped = None if progress is None else progress.shipped
        return None if shipped is None else self._project.engineering.releases[shipped]

    def never(self, key: str) -> bool:
        """Whether something of a feature is running and does not end within the plan."""
        return any(
            fact.state is State.RUNNING and self._running(key, line) is None
            for line, fact in enumerate(self.facts[key])
        )


def day_for(work: WorkItem, train: Release, calendar: Calendar) -> date:
    """The day by whose end work must be done for a release."""
    day = train.ship if work.phase is Phase.ENABLE else train.freeze
    return calendar.next_working(day) or calendar.last
