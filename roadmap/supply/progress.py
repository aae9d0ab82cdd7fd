"""Progress: what is done, what is started and what remains, as of a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from requirements.describing.schema import OneOrMany
from requirements.fault import fault
from requirements.fields import Crowd, Day, Flag, Id, PersonDays, Text
from requirements.model import Model
from roadmap.supply.feature import Feature, Phase, WorkItem


class ItemProgress(Model):
    """The progress of one work item. Started work continues from the `as_of` day with the same crew."""

    name: Text | None = None
    """The name of the work item. Required if the phase has several work items and the skill does not identify it."""
    skill: Id | None = None
    """The skill of the work item. Required if the phase has several work items and no name identifies it."""
    started: Day | None = None
    """The day on which the work began. Required unless `begun: false` is stated."""
    begun: Flag = True
    """false: the work has not begun, although work behind it has. Without this line it would count as done once work
    behind it is done. `remaining` may then state the person-days that it takes, instead of the estimate."""
    done: Day | None = None
    """The day on which the work was finished. Leave it out while the work is running."""
    remaining: PersonDays | None = None
    """The remaining person-days on the `as_of` day, in whole or half days. Required while the work is running.
    Beside `done` it can only be 0. For a running wait it is optional and states the remaining days."""
    wait: Flag = False
    """true: the line belongs to the wait of its phase. Required if the phase has other work items and no name
    identifies it."""
    crew: Crowd | None = None
    """The number of people who work on it. Default: the number of `people`, or the fewest people that the work item
    takes."""
    people: list[Id] = Field(default=[])
    """The people who work on it: ids of people, or TEAM-N for a team that is counted by number. They continue the
    work if possible."""
    spent: PersonDays | None = None
    """The person-days spent so far. If omitted, they are estimated from the days and the crew. Planning does not
    use them, but `roadmap track` learns from them."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> ItemProgress:
        if not self.begun and (self.started or self.done or self.crew or self.people or self.spent):
            raise fault("progress-form", "work that has not begun has no days, no people and no spent effort")
        if self.begun and self.started is None:
            raise fault("missing-field", "expected `started`, the day on which the work began")
        if self.done is not None and self.remaining:
            raise fault(
                "progress-form", "expected exactly one of `done` for finished work and `remaining` for running work"
            )
        if self.done is not None and self.started is not None and self.done < self.started:
            raise fault("progress-order", "the day in `done` is before the day in `started`")
        return self

    @property
    def since(self) -> date:
        """The day on which the work began. ValueError for work that has not."""
        if self.started is None:
            raise ValueError("not begun")
        return self.started

    def at_work(self, work: WorkItem) -> int:
        """How many people are at work on it: as stated, as many as are named, or the fewest the item takes. Of several
        skills there are always as many as it takes."""
        return work.people.fewest if work.skills else self.crew or len(self.people) or work.people.fewest

    def at_lines(self, work: WorkItem) -> tuple[tuple[str, int], ...]:
        """The same by skill."""
        skills = {skill: line.fewest for skill, line in work.lines.items()}
        return tuple(skills.items()) if work.skills else tuple((skill, self.at_work(work)) for skill in skills)


def _read_items(value: Any) -> Any:
    return [value] if isinstance(value, dict | ItemProgress) else value


class FeatureProgress(Model):
    """The progress of a feature."""

    items: dict[Phase, Annotated[list[ItemProgress], BeforeValidator(_read_items), OneOrMany()]] = Field(default={})
    """Progress by phase. Phases that are not listed have not begun. A phase with several work items takes a list;
    each line states the `name` or the `skill` of its work item. Work items without a line have not begun."""
    shipped: Id | None = None
    """The release in which the feature has already shipped. Its capabilities are available."""


def meant_items(feature: Feature, phase: Phase, item: ItemProgress) -> tuple[int, ...]:
    """The positions of the work items that a line of progress may tell of: those of its phase, its name and its skill,
    or the waits of it.

    One is right; none and several are faults that the folder's checks tell.
    """
    return tuple(
        position
        for position, work in enumerate(feature.work)
        if work.phase is phase
        and (item.name is None or (work.name or "").casefold() == item.name.casefold())
        and (item.skill is None or item.skill in work.lines)
        and (not item.wait or work.wait is not None)
    )


def told_items(feature: Feature, progress: FeatureProgress | None) -> dict[int, ItemProgress]:
    """What is told of each work item, by its position in the feature's `work`, in that order.

    Lines that tell of no item or of several are left out.
    """
    told: dict[int, ItemProgress] = {}
    for phase, items in progress.items.items() if progress is not None else ():
        for item in items:
            meant = meant_items(feature, phase, item)
            if len(meant) == 1:
                told.setdefault(meant[0], item)
    return dict(sorted(told.items()))
