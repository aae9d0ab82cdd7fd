"""The documents of an input folder: `roadmap.yaml` and the files it includes."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from requirements.capability import Capability
from requirements.deal import Deal
from requirements.describing.schema import short
from requirements.fields import Day, Flag, Id, Text
from requirements.funnel.profile import Profile
from requirements.funnel.segment import Segment
from requirements.model import Model
from roadmap.policy import Policy
from roadmap.policy.pins import Pin
from roadmap.supply.feature import Feature
from roadmap.supply.people import Person, PersonLeave, Team
from roadmap.supply.progress import FeatureProgress
from roadmap.supply.release import Cadence, Release

COUNTRY = "^[A-Z]{2}$"


class CalendarChoice(Model):
    """Which days are worked: weekends and national holidays off, make-up working days on, plus your own."""

    country: str | None = Field(default=None, pattern=COUNTRY)
    """Two-letter country code whose public holidays are off, such as CN. If omitted, no holidays."""
    days_off: list[Day] = Field(default=[])
    """Further days off, such as a company holiday."""
    working_days: list[Day] = Field(default=[])
    """Days that are worked although they are weekends or holidays; they win over everything else."""


def _read_calendar(value: Any) -> Any:
    return {"country": value} if isinstance(value, str) else value


class Entities(Model):
    """What any file of the folder may hold. Ids are unique over all files."""

    segments: dict[Id, Segment] = Field(default={})
    """Kinds of customers."""
    profiles: dict[Id, Profile] = Field(default={})
    """What typical deals of a segment need."""
    capabilities: dict[Id, Capability] = Field(default={})
    """What customers can need."""
    deals: dict[Id, Deal] = Field(default={})
    """Customer opportunities."""
    features: dict[Id, Feature] = Field(default={})
    """Engineering work that provides capabilities."""
    teams: dict[Id, Team] = Field(default={})
    """Teams, with people counted by number."""
    people: dict[Id, Person] = Field(default={})
    """People by name."""
    leave: list[PersonLeave] = Field(default=[])
    """Days away of these people, besides those that they state themselves."""
    releases: dict[Id, Release] = Field(default={})
    """Releases one by one."""
    cadences: list[Cadence] = Field(default=[])
    """Releases at a regular distance."""
    progress: dict[Id, FeatureProgress] = Field(default={})
    """What is done and started, by feature."""
    pins: list[Pin] = Field(default=[])
    """What the planner must hold in place."""


class Header(Model):
    """What `roadmap.yaml` says about the whole plan."""

    name: Text
    """What the plan is called."""
    start: Day
    """The first day of the plan."""
    horizon: Day
    """The last day of the plan, included; at most 15 years after the start."""
    as_of: Day | None = None
    """Today, as far as the plan is concerned: nothing is planned before it. Left out, the start."""
    calendar: Annotated[
        CalendarChoice, BeforeValidator(_read_calendar), short({"type": "string", "pattern": COUNTRY})
    ] = CalendarChoice()
    """A country code, or country with days_off and working_days."""
    currency: str = Field(default="CNY", pattern=r"^[A-Z]{3}$")
    """Three-letter currency code; amounts are in thousands of it."""
    policy: Policy = Policy()
    """The company's choices."""
    catalogue: Flag = False
    """true: what the folder names and does not state is taken from the shipped catalogue, with the ways to get it."""
    include: list[Text] = Field(default=[])
    """Further files of the folder, as relative paths or patterns such as deals/*.yaml; YAML, or CSV for deals and
    for progress."""


class RoadmapFile(Header, Entities):
    """`roadmap.yaml`: the header, and entities too where a folder is small."""
