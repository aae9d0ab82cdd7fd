"""Features: engineering work that provides capabilities, as work items in order."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from requirements.describing.schema import short
from requirements.fault import fault
from requirements.fields import (
    LARGEST_CREW,
    LARGEST_EFFORT,
    Amount,
    Crowd,
    Day,
    Days,
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
    """How a capability comes about; several features may provide the same one and the planner picks."""

    BUILD = "build"
    ADAPT = "adapt"
    PARTNER = "partner"


class Prefer(Word):
    """Whether work that may run earlier or later runs early, which leaves room for surprises, or late: what spoils, as
    a training that is forgotten or a benchmark that must be fresh."""

    EARLY = "early"
    LATE = "late"


class Effort(Model):
    """An estimate in person-days, as a range."""

    low: PersonDays
    """If all goes well."""
    likely: PersonDays
    """The most likely effort."""
    high: PersonDays
    """If much goes wrong."""

    @model_validator(mode="after")
    def _rises(self) -> Effort:
        if not self.low <= self.likely <= self.high:
            raise fault("effort-order", "expected low <= likely <= high")
        return self


class Crew(Model):
    """The fewest and the most people who can work on one item at once."""

    fewest: Crowd
    """At least so many people."""
    most: Crowd
    """At most so many people."""

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


class Overlap(Model):
    """How far a work item lags behind the one before it, which it overlaps."""

    start: Days = 0
    """Working days from the start of the one to the start of the other, at least."""
    end: Days | None = None
    """Working days from the end of the one to the end of the other, at least. If omitted, it may end first."""


def _read_overlap(value: Any) -> Any:
    return value if isinstance(value, dict | Overlap) else {"start": value}


def _effort_of_none(value: Any) -> Any:
    """A wait takes no effort, so none is asked for."""
    return {**value, "effort": 0} if isinstance(value, dict) and "wait" in value and "effort" not in value else value


def _need_no_effort(schema: dict[str, Any]) -> None:
    schema["required"].remove("effort")


class WorkItem(Model):
    """A piece of a feature, done by people of one skill or of several, that pauses only while they are away; or a wait,
    on which nobody works."""

    model_config = ConfigDict(json_schema_extra=_need_no_effort)

    phase: Phase
    """What kind of work it is."""
    skill: Id | None = None
    """The skill it takes; where it takes several, `skills` instead."""
    skills: dict[Id, Crowd] = Field(default={})
    """The people of each of several skills who do it together, from the first day to the last: {compiler: 1, field: 1}.
    They share the effort evenly. It stands instead of `skill` and `crew`."""
    effort: Annotated[Effort, BeforeValidator(_read_effort), short(*_numbers(0, LARGEST_EFFORT, 3, step=0.5))]
    """Person-days, whole or half: one number, or [low, likely, high]. 0 is a milestone. A wait states none."""
    crew: Annotated[Crew, BeforeValidator(_read_crew), short(*_numbers(1, LARGEST_CREW, 2))] = Crew(fewest=1, most=1)
    """People at once: one number, or [fewest, most]. One size holds for the whole length."""
    divisible: Flag = False
    """true: people of a crew who are not equally fast add up, so that two at 50 % do as much as one; else all go at the
    pace of the slowest. For work of one skill."""
    hand_over: HandOverLine = HandOverTerms()
    """never: the same people do it from the first day to the last, and it pauses while they are away; free: others of
    the skill may go on with it, which the plan avoids; costs 3 days: so may they, and it takes so much longer."""
    name: Text | None = None
    """What people call it, where the phase does not say enough."""
    not_before: Day | None = None
    """It begins on this day or later, such as the day on which a board arrives. What has begun has begun."""
    wait: Wait | None = None
    """Nobody works on it, and it takes no people: a certification, a supplier, a customer's laboratory. 15 are working
    days; `15 calendar days` go on over weekends and holidays. It begins when what is before it has ended."""

    prefer: Prefer | None = None
    """late: once it is decided what is built, it is moved as late as its release, what waits for it and its people
    allow. Default: as its feature."""

    overlaps: Annotated[Overlap, BeforeValidator(_read_overlap), short(_numbers(0, LARGEST_EFFORT, 1)[0])] | None = None
    """It runs beside the item before it, and starts so many working days after that has started: one number, or
    {start: 5, end: 2} if it also ends so many after that has ended. What comes behind waits for both."""
    ref: Text | None = None
    """What a tracker calls the item, such as the key of an issue; progress that is imported is found by it."""
    link: WebAddress | None = None
    """Where the item stands in the tracker, as a web address."""

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
    """What people call it."""
    public_name: Text | None = None
    """What customers may read it is called. If omitted, they read the names of its capabilities alone."""
    team: Id
    """The team that answers for it."""
    provides: dict[Id, Maturity] = Field(min_length=1)
    """The capabilities it provides, each with the maturity reached when it lands."""
    work: list[WorkItem] = Field(min_length=1)
    """The work items in the order in which they run."""
    after: list[DependencyLine] = Field(default=[])
    """The features it waits for."""
    variant: Variant = Variant.BUILD
    """build: our own; adapt: changed open source, which costs upkeep; partner: bought."""
    cost: Amount = 0
    """Money paid once if the feature is built, such as a partner's price, thousand CNY."""
    upkeep: Amount = 0
    """Money paid in the planning period to keep adapted open source current, thousand CNY."""
    description: Text | None = None
    """What the work consists of."""
    not_before: Day | None = None
    """None of its work begins before this day, such as the day of a licence. What has begun has begun."""
    prefer: Prefer = Prefer.EARLY
    """late: all of its work is moved as late as it goes, once it is decided what is built."""
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
