"""Second lines: skills that people help out with for whole stretches, after training, by agreement; and such stretches.

They differ from the further skills of a person, who may take up those from one day to the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pydantic import Field, model_validator

from requirements.fault import fault
from requirements.fields import Crowd, Id, Share
from requirements.model import Model


class SecondLine(Model):
    """A skill to which people can be moved for some weeks, if it lacks people and their own skill has people to
    spare."""

    skill: Id
    """The skill to which people are moved."""
    proficiency: Share
    """Their proficiency, above 0. A person at 50 % takes twice as long as a person at 100 %."""
    training: Id | None = None
    """The feature whose `enable` work trains them. It is planned work and ends before the first person is moved."""
    people: Crowd | None = None
    """The largest number of people of the team who are moved at the same time. Default: as many as help. It has no
    effect for a person."""

    @model_validator(mode="after")
    def _can_be_had(self) -> SecondLine:
        if self.training is None:
            raise fault(
                "second-line-untrained",
                ("a second line needs a training; expected `training` with the feature that trains for it"),
            )
        if not self.proficiency:
            raise fault("proficiency-none", "expected a proficiency above 0 %", at=("proficiency",))
        return self


def check_second_lines(lines: Sequence[SecondLine], own: Mapping[str, Fraction]) -> None:
    """Raise the fault of a second line that people have as a skill of their own, or that is stated twice."""
    seen: set[str] = set()
    for position, line in enumerate(lines):
        at = ("second_lines", position, "skill")
        if line.skill in own:
            raise fault("second-line-own", "{skill} is already one of their own skills", at=at, skill=line.skill)
        if line.skill in seen:
            raise fault("second-line-twice", "{skill} is stated as a second line twice", at=at, skill=line.skill)
        seen.add(line.skill)


class Supporting(Model):
    """The second lines of a person or of the people of a team."""

    second_lines: list[SecondLine] = Field(default=[])
    """Skills to which people can be moved for some weeks, by agreement and after training. See `policy: moves`."""


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who works in a second line from one working day to another, both included.

    `away` is the first day on which their own work is without them: the first day of their training, or that of the
    move where they were trained before. `lacking` and `spare` are the people that the second skill lacks and their own
    skill has to spare in these days, on average, in hundredths, before anybody is moved who was chosen later. A move
    that an earlier plan `agreed` on stays.
    """

    person: str
    own: str
    line: SecondLine
    away: date
    first: date
    last: date
    lacking: int
    spare: int
    agreed: bool = False
