"""People and teams: who can work, on what, from when to when, and how much of their time is reserved."""

from __future__ import annotations

from fractions import Fraction

from pydantic import Field, field_validator, model_validator

from requirements.fault import fault
from requirements.fields import Count, Day, Flag, Id, Share, Text
from requirements.model import Model
from roadmap.supply.second_line import Supporting, check_second_lines
from roadmap.supply.week import WorkingWeek


class Leave(Model):
    """Days on which a person is away, both included."""

    first: Day
    """The first day away."""
    last: Day
    """The last day away."""
    half: Flag = False
    """true: the person is away for half of each of these days, morning or afternoon. Of every two half days of a
    person, the first is planned as a day away and the second as a day at work."""

    @model_validator(mode="after")
    def _in_order(self) -> Leave:
        if self.first > self.last:
            raise fault("leave-order", "the first day must not be after the last day")
        return self


class PersonLeave(Leave):
    """Days on which one person is away, stated apart from the person, as in a table of leave."""

    person: Id
    """Who is away."""
    ref: Text | None = None
    """What another system calls it, such as a request for leave."""


class Skilled(Supporting):
    """What people can do, stated for a person or for the people of a team."""

    skills: dict[Id, Share] = Field(default={})
    """Additional skills, each with a proficiency above 0. A person at 50 % takes twice as long as a person at 100 %."""

    @field_validator("skills")
    @classmethod
    def _some(cls, skills: dict[str, Fraction]) -> dict[str, Fraction]:
        for skill, share in skills.items():
            if not share:
                raise fault("proficiency-none", "expected a proficiency above 0 %", at=(skill,))
        return skills


def _together(skill: str | None, skills: dict[str, Fraction]) -> dict[str, Fraction]:
    """A skill known fully, and further ones."""
    if skill in skills:
        raise fault(
            "skill-twice", "{skill} is stated here and also in `skill`", at=("skills", str(skill)), skill=str(skill)
        )
    return ({skill: Fraction(1)} if skill else {}) | skills


class Hire(Model):
    """People who join a team later, all with the team's skills."""

    first: Day
    """Their first productive day at work."""
    people: Count
    """The number of people."""


class Team(Skilled):
    """A team. `people` is the number of people of its skill who have no entry of their own."""

    name: Text
    """The name for readers."""
    skill: Id
    """The skill of the people counted here, at a proficiency of 100 %."""
    people: Count = 0
    """The number of people without an entry of their own under `people`."""
    reserved: Share = Fraction(0)
    """The share of their time that is reserved for support and defects."""
    hires: list[Hire] = Field(default=[])
    """People who join later."""

    @model_validator(mode="after")
    def _once(self) -> Team:
        check_second_lines(self.second_lines, _together(self.skill, self.skills))
        return self

    def proficiencies(self) -> dict[str, Fraction]:
        """The skills of the people counted here, each with their proficiency, the main one first."""
        return _together(self.skill, self.skills)


class Person(Skilled):
    """A named person."""

    name: Text
    """The name for readers."""
    team: Id
    """The team of the person."""
    skill: Id | None = None
    """A skill at a proficiency of 100 %. Without `skill` and `skills`, the person has the skills of the team."""
    first: Day | None = None
    """The first day at work. If omitted, the person is there from the start."""
    last: Day | None = None
    """The last day at work. If omitted, the person stays to the end."""
    leave: list[Leave] = Field(default=[])
    """Days away."""
    week: WorkingWeek | None = None
    """The share of each day of the week that the person works: [1, 1, 1, 1, 0] is off on Fridays, 50% works half of
    each day. A person who works parts of days is slower, by the average. If omitted, the person works whole weeks."""
    reserved: Share | None = None
    """The share of their time that is reserved for support and defects. Default: the team's."""

    @model_validator(mode="after")
    def _once(self) -> Person:
        if self.first is not None and self.last is not None and self.first > self.last:
            raise fault("person-order", "the first day must not be after the last day")
        check_second_lines(self.second_lines, _together(self.skill, self.skills))
        return self

    def proficiencies(self) -> dict[str, Fraction]:
        """Their own skills, each with their proficiency; none where they have those of the team."""
        return _together(self.skill, self.skills)
