"""Features: engineering work that provides capabilities, as work items in order."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from requirements.amounts.money import Amount
from requirements.describing.schema import short
from requirements.fault import fault
from requirements.fields import (
    LARGEST_CREW,
    LARGEST_EFFORT,
    Crowd,
    Day,
    Flag,
    Id,
    PersonDays,
    Text,
    WebAddress,
    Word,
)
from requirements.gate import Maturity
from requirements.model import Model
from roadmap.supply.dependency import DependencyLine
from roadmap.supply.hand_over import HandOverLine, HandOverTerms
from roadmap.supply.overlapping import OverlapDays
from roadmap.supply.waiting import Wait

ALL_OF_PEOPLE = ("skill", "skills", "crew", "effort", "divisible", "hand_over")
"""What a work item says of those who do it; a wait says nothing of it."""
MOST_SKILLS = 6
"""The most skills that one work item takes together."""


class Phase(Word):
    """The kind of a work item. All but `enable` end by the freeze day of the release; `enable` by its ship day."""

    DESIGN = "design"
    BUILD = "build"
    VERIFY = "verify"
    ENABLE = "enable"


class Variant(Word):
    """How a capability is provided. Several features can provide the same capability; the planner chooses."""

    BUILD = "build"
    ADAPT = "adapt"
    PARTNER = "partner"


class Prefer(Word):
    """Whether flexible work runs early, which leaves time for surprises, or late, which suits work that loses its
    value, such as a training or a benchmark."""

    EARLY = "early"
    LATE = "late"


class Effort(Model):
    """An estimate in person-days, as a range."""

    low: PersonDays
    """The effort if everything goes well."""
    likely: PersonDays
    """The most likely effort."""
    high: PersonDays
    """The effort if many things go wrong."""

    @model_validator(mode="after")
    def _rises(self) -> Effort:
        if not self.low <= self.likely <= self.high:
            raise fault(
                "effort-order",
                "expected low <= likely <= high",
                hint="Write the lowest of the three numbers first and the highest last.",
            )
        return self


class Crew(Model):
    """The fewest and the most people who can work on one work item at the same time."""

    fewest: Crowd
    """The fewest people."""
    most: Crowd
    """The most people."""

    @model_validator(mode="after")
    def _rises(self) -> Crew:
        if self.fewest > self.most:
            raise fault("crew-order", "the fewest people must not be more than the most people")
        return self


def _read_effort(value: Any) -> Any:
    if isinstance(value, list) and len(value) == 3:
        return dict(zip(("low", "likely", "high"), value, strict=True))
    if isinstance(value, list):
        raise fault("effort-form", "expected one number of person-days or [low, likely, high]")
    return value if isinstance(value, dict | Effort) else {"low": value, "likely": value, "high": value}


def _read_crew(value: Any) -> Any:
    if isinstance(value, list) and len(value) == 2:
        return dict(zip(("fewest", "most"), value, strict=True))
    if isinstance(value, list):
        raise fault("crew-form", "expected one number of people or [fewest, most]")
    return value if isinstance(value, dict | Crew) else {"fewest": value, "most": value}


def _numbers(low: int, high: int, count: int, *, step: float = 1) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schemas of one whole number, or multiple of a step, and of a list of so many."""
    one = {"minimum": low, "maximum": high} | (
        {"type": "integer"} if step == 1 else {"type": "number", "multipleOf": step}
    )
    return one, {"type": "array", "items": one, "minItems": count, "maxItems": count}


def _effort_of_none(value: Any) -> Any:
    """A wait takes no effort, so none is asked for."""
    return {**value, "effort": 0} if isinstance(value, dict) and "wait" in value and "effort" not in value else value


def _need_no_effort(schema: dict[str, Any]) -> None:
    schema["required"].remove("effort")


class WorkItem(Model):
    """A piece of work of a feature, done by people of one or several skills. It pauses only while its people are
    away. Or a wait, on which nobody works."""

    model_config = ConfigDict(json_schema_extra=_need_no_effort)

    phase: Phase
    """The kind of work."""
    skill: Id | None = None
    """The skill that the work needs. If it needs several skills, state `skills` instead."""
    skills: dict[Id, Crowd] = Field(default={})
    """For work of several skills: the number of people of each skill, who work together from the first day to the
    last, such as {compiler: 1, field: 1}. They share the effort evenly. State it instead of `skill` and `crew`."""
    effort: Annotated[Effort, BeforeValidator(_read_effort), short(*_numbers(0, LARGEST_EFFORT, 3, step=0.5))]
    """Person-days, in whole or half days: one number, or [low, likely, high]. 0 is a milestone. A wait states no
    effort."""
    crew: Annotated[Crew, BeforeValidator(_read_crew), short(*_numbers(1, LARGEST_CREW, 2))] = Crew(fewest=1, most=1)
    """The number of people who work on it at the same time: one number, or [fewest, most]. The number stays the
    same from start to end."""
    divisible: Flag = False
    """true: the speeds of the people in a crew add up, so that two people at 50 % do as much as one at 100 %;
    false: the crew works at the speed of its slowest person. Only for work of one skill."""
    hand_over: HandOverLine = HandOverTerms()
    """never: the same people do the work from the first day to the last, and it pauses while they are away; free:
    other people of the skill can continue the work, but the plan avoids this; costs 3 days: other people can
    continue the work, but it then takes three days longer."""
    name: Text | None = None
    """A name for readers, where the phase is not enough."""
    not_before: Day | None = None
    """The work begins on this day or later, for example the day on which a board arrives. Work that has begun
    already continues."""
    wait: Wait | None = None
    """The length of a wait on which nobody works, such as a certification, a supplier or a customer's laboratory.
    15 means working days; `15 calendar days` includes weekends and holidays. The wait begins when the work before
    it has ended."""

    prefer: Prefer | None = None
    """late: after the planner has decided what to build, the work is moved as late as its release, its people and
    the work that waits for it allow. Default: the feature's."""

    overlaps: OverlapDays | None = None
    """The work overlaps the work item before it. The number is the working days from the start of that item to the
    start of this one. {start: 5, end: 2} also states the working days from end to end. The next work item waits for
    both."""
    ref: Text | None = None
    """The reference of the work item in a tracker, such as the key of an issue. Imported progress is matched by it."""
    link: WebAddress | None = None
    """The web address of the work item in the tracker."""

    @model_validator(mode="before")
    @classmethod
    def _takes_no_effort(cls, value: Any) -> Any:
        return _effort_of_none(value)

    @model_validator(mode="after")
    def _says_who(self) -> WorkItem:
        if self.wait is not None:
            stated = self.model_fields_set - (set() if self.effort.high else {"effort"})
            wrong = next((key for key in ALL_OF_PEOPLE if key in stated), None)
            if wrong is not None:
                raise fault("wait-form", "nobody works on a wait; expected no people and no effort", at=(wrong,))
            return self
        if self.skill is not None and self.skills:
            raise fault(
                "skill-form",
                "expected either `skill` for one skill or `skills` for several skills, not both",
                at=("skills",),
            )
        if self.skills and "crew" in self.model_fields_set:
            raise fault(
                "skill-form",
                ("expected no `crew` beside `skills`, which states the number of people already"),
                at=("crew",),
            )
        if self.skills and self.divisible:
            raise fault(
                "skill-form",
                ("expected no `divisible` for work of several skills, which runs at the speed of its slowest person"),
                at=("divisible",),
            )
        if self.skill is None and not self.skills:
            raise fault("skill-form", "expected `skill`, or `skills` with the number of people of each")
        if len(self.skills) > MOST_SKILLS or sum(self.skills.values()) > LARGEST_CREW:
            raise fault(
                "skill-form",
                "expected at most {skills} skills and at most {most} people at the same time",
                at=("skills",),
                skills=str(MOST_SKILLS),
                most=str(LARGEST_CREW),
            )
        return self

    @property
    def lines(self) -> dict[str, Crew]:
        """The fewest and the most people of each skill it takes, the skills in the order in which they are stated."""
        several = {skill: Crew(fewest=people, most=people) for skill, people in self.skills.items()}
        return several or ({} if self.skill is None else {self.skill: self.crew})

    @property
    def people(self) -> Crew:
        """The fewest and the most people who work on it at once, of all its skills."""
        lines = self.lines.values()
        return Crew(fewest=sum(line.fewest for line in lines), most=sum(line.most for line in lines))

    def share_of(self, skills: Collection[str]) -> Fraction:
        """The share of its effort that is for people of some skills."""
        people = {skill: line.fewest for skill, line in self.lines.items()}
        mine = sum(number for skill, number in people.items() if skill in skills)
        return Fraction(mine, max(1, sum(people.values())))

    @property
    def label(self) -> str:
        """Its skills, such as `compiler + field`."""
        return " + ".join(self.lines)


class Feature(Model):
    """Engineering work that provides one or more capabilities, each at a maturity."""

    name: Text
    """The name for readers."""
    public_name: Text | None = None
    """What customers may read it is called. If omitted, they read the names of its capabilities alone."""
    team: Id
    """The team that is responsible for the feature."""
    provides: dict[Id, Maturity] = Field(min_length=1)
    """The capabilities that it provides, each with the maturity that it reaches when the feature lands."""
    work: list[WorkItem] = Field(min_length=1)
    """The work items, in the order in which they run."""
    after: list[DependencyLine] = Field(default=[])
    """The features that this feature waits for."""
    variant: Variant = Variant.BUILD
    """build: the company's own work; adapt: changed open source, which costs upkeep; partner: bought."""
    cost: Amount = 0
    """Money paid once if the feature is built, such as a partner's price, in thousands."""
    upkeep: Amount = 0
    """Money paid in the planning period to keep adapted open source up to date, in thousands."""
    description: Text | None = None
    """A description of the work."""
    not_before: Day | None = None
    """No work of the feature begins before this day, for example the day on which a licence arrives. Work that has
    begun already continues."""
    prefer: Prefer = Prefer.EARLY
    """late: after the planner has decided what to build, all work of the feature is moved as late as possible."""
    ref: Text | None = None
    """What another system calls it, such as a number in a tracker; any text."""
    link: WebAddress | None = None
    """Where it stands there, as a web address."""

    @model_validator(mode="after")
    def _phases_in_order(self) -> Feature:
        ranks = [list(Phase).index(item.phase) for item in self.work]
        if ranks != sorted(ranks):
            raise fault("phase-order", "expected phases in the order design, build, verify, enable")
        if self.work[0].overlaps is not None:
            raise fault(
                "overlap-form",
                "this is the first work item, so there is no work before it to overlap",
                at=("work", 0, "overlaps"),
            )
        return self


def prefers_late(feature: Feature, line: int) -> bool:
    """Whether a work item of a feature is to run as late as it goes: as it says itself, or as its feature does."""
    return (feature.work[line].prefer or feature.prefer) is Prefer.LATE
