"""The documents of an input folder: `roadmap.yaml` and the files it includes."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from requirements.amounts.money import CURRENCY, Rates
from requirements.capability import Capability
from requirements.deal import Deal
from requirements.describing.schema import short
from requirements.fields import Day, Flag, Id, Text
from requirements.funnel.profile import Profile
from requirements.funnel.segment import Segment
from requirements.model import Model
from roadmap.policy import Policy
from roadmap.policy.decisions import RecordedDecision
from roadmap.policy.pins import Pin
from roadmap.supply.feature import Feature
from roadmap.supply.people import Person, PersonLeave, Team
from roadmap.supply.progress import FeatureProgress
from roadmap.supply.release import Cadence, Release

COUNTRY = "^[A-Z]{2}$"


class CalendarChoice(Model):
    """The calendar of working days: weekends and national holidays are off, make-up working days are worked. Your
    own days come on top."""

    country: str | None = Field(default=None, pattern=COUNTRY)
    """The two-letter code of a country, such as CN. Its public holidays are off. If omitted, there are no holidays."""
    days_off: list[Day] = Field(default=[])
    """Additional days off, such as a company holiday."""
    working_days: list[Day] = Field(default=[])
    """Days that are worked although they are weekends or holidays. They win over all other rules."""


def _read_calendar(value: Any) -> Any:
    return {"country": value} if isinstance(value, str) else value


class Entities(Model):
    """The entries that any file of the folder can hold. Ids are unique over all files."""

    segments: dict[Id, Segment] = Field(default={})
    """Kinds of customers."""
    profiles: dict[Id, Profile] = Field(default={})
    """The typical needs of the deals of a segment."""
    capabilities: dict[Id, Capability] = Field(default={})
    """Everything that customers can need."""
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
    """Series of releases at regular intervals."""
    progress: dict[Id, FeatureProgress] = Field(default={})
    """Work that is started or done, by feature."""
    pins: list[Pin] = Field(default=[])
    """Decisions that the planner must keep."""
    decisions: list[RecordedDecision] = Field(default=[])
    """What people have agreed to, such as that a published promise may move; usually in decisions.yaml."""


class Header(Model):
    """The settings of the whole plan, stated in `roadmap.yaml`."""

    name: Text
    """The name of the plan."""
    start: Day
    """The first day of the plan."""
    horizon: Day
    """The last day of the plan, included; at most 15 years after the start."""
    as_of: Day | None = None
    """The day that the plan treats as today. No work is planned before it. Default: the start."""
    calendar: Annotated[
        CalendarChoice, BeforeValidator(_read_calendar), short({"type": "string", "pattern": COUNTRY})
    ] = CalendarChoice()
    """A country code, or country with days_off and working_days."""
    currency: str = Field(default="CNY", pattern=CURRENCY)
    """Three-letter currency code; amounts are in thousands of it."""
    rates: Rates = Field(default={})
    """What one of another currency is worth in this one, such as `USD: 7.1`. Deals and imports may state amounts in
    these currencies."""
    policy: Policy = Policy()
    """The rules and prices that the company chooses."""
    catalogue: Flag = False
    """true: entries that the folder names but does not state are taken from the shipped
    catalogue, with the features that provide them."""
    include: list[Text] = Field(default=[])
    """Further files of the folder, as relative paths or patterns such as deals/*.yaml; YAML, or CSV for deals and
    for progress."""


class RoadmapFile(Header, Entities):
    """`roadmap.yaml`: the header, and entities too where a folder is small."""
