"""Kinds of knowledge in a plan, and what becomes of each for each audience. What is not listed here is hidden."""

from __future__ import annotations

from enum import Enum, StrEnum, auto
from typing import Final

from roadmap.policy.editions import Audience


class Knowledge(StrEnum):
    """What a field tells. Every field of the input and of the plan is of one kind (`roadmap.editions.classified`)."""

    FORM = "form"
    """How something is built up: parts whose own fields are classified one by one, and what says nothing by itself."""
    PUBLIC = "public"
    """Meant for the world: public names, the company, the plan's day."""
    INSIDE = "inside"
    """What everybody in the house may know: the plan's name and days, which releases there are."""
    MARKET = "market"
    """What customers of any kind can need: capabilities and how finished they are."""
    RELEASE = "release"
    """The names of releases."""
    SHIP_DAY = "ship_day"
    """When releases reach customers."""
    DEAL = "deal"
    """Which deal it is: ids and names."""
    CUSTOMER = "customer"
    """Who buys."""
    SALES = "sales"
    """How a deal is sold: owner, segment, stage."""
    GATE = "gate"
    """Which gates a deal has."""
    GATE_DAY = "gate_day"
    """On which days a deal needs something."""
    PROMISE = "promise"
    """What may be promised to a deal, without its day."""
    PROMISE_DAY = "promise_day"
    """For which day."""
    STANDING = "standing"
    """How a deal stands: status, slack, what is missing."""
    FEATURE = "feature"
    """Which features there are, who answers for them, what lands where."""
    WORK = "work"
    """Work: efforts, days, slack, load, skills."""
    PERSON = "person"
    """Who does it."""
    MONEY = "money"
    """Amounts, prices and costs."""
    CHANCE = "chance"
    """Probabilities, and how much of them a missing need costs."""
    SURE = "sure"
    """How often a day or a promise holds, as plans that are played out many times say."""
    FORECAST = "forecast"
    """Deals that nobody has yet, and what the targets ask for."""
    REASON = "reason"
    """Why something is so: causes, pins, remarks, choices of the company."""
    TRACE = "trace"
    """Where the plan came from: files, digests, seeds, keys."""


class Treatment(Enum):
    """What an audience gets of a field."""

    SHOW = auto()
    """The value."""
    PSEUDONYM = auto()
    """A name that only this audience knows the thing by."""
    QUARTER = auto()
    """Of a day, its quarter."""


S: Final = Treatment.SHOW
_FOR_SALES = (
    *(Knowledge.FORM, Knowledge.PUBLIC, Knowledge.MARKET, Knowledge.RELEASE, Knowledge.SHIP_DAY, Knowledge.DEAL),
    *(Knowledge.CUSTOMER, Knowledge.SALES, Knowledge.GATE, Knowledge.GATE_DAY, Knowledge.PROMISE),
    *(Knowledge.PROMISE_DAY, Knowledge.STANDING, Knowledge.SURE, Knowledge.INSIDE),
)
_FOR_ENGINEERING = (
    *(Knowledge.FORM, Knowledge.PUBLIC, Knowledge.MARKET, Knowledge.RELEASE, Knowledge.SHIP_DAY, Knowledge.GATE),
    *(Knowledge.GATE_DAY, Knowledge.PROMISE, Knowledge.PROMISE_DAY, Knowledge.STANDING, Knowledge.FEATURE),
    *(Knowledge.WORK, Knowledge.PERSON, Knowledge.INSIDE),
)
_FOR_CUSTOMERS = (
    *(Knowledge.FORM, Knowledge.PUBLIC, Knowledge.MARKET, Knowledge.RELEASE, Knowledge.CUSTOMER, Knowledge.GATE),
    Knowledge.PROMISE,
)
RULES: Final[dict[Audience, dict[Knowledge, Treatment]]] = {
    Audience.INTERNAL: dict.fromkeys(Knowledge, S),
    Audience.EXECUTIVE: dict.fromkeys([one for one in Knowledge if one is not Knowledge.TRACE], S),
    Audience.SALES: dict.fromkeys(_FOR_SALES, S),
    Audience.ENGINEERING: dict.fromkeys(_FOR_ENGINEERING, S) | {Knowledge.DEAL: Treatment.PSEUDONYM},
    Audience.CUSTOMER: dict.fromkeys(_FOR_CUSTOMERS, S)
    | {Knowledge.SHIP_DAY: Treatment.QUARTER, Knowledge.PROMISE_DAY: Treatment.QUARTER},
}
"""What each audience gets of each kind of knowledge. A customer gets its own deal only, and so does a sales owner
(`roadmap.editions.lens`)."""
