"""The versions of the sample plan: Acme evaluates what was there before, and it and Beijing run R2 from May.

Harbour would run R3 from 3 July, after the end of the plan. At most two versions may be in the field at once.
"""

from __future__ import annotations

from datetime import date

from requirements.gate import Gate
from roadmap.plans.deals import GateStatus
from roadmap.plans.engineering import versions as v

AS_OF, HORIZON = date(2026, 2, 2), date(2026, 6, 30)
ACME, BEIJING = date(2026, 3, 2), date(2026, 5, 12)
IN_USE = date(2026, 5, 8)


def versions() -> v.Versions:
    """Never more than one at once: Acme leaves the old version on the day before it takes the new one."""
    return v.Versions(
        most=2,
        at_once=1,
        peak=ACME,
        holds=True,
        lines=[before(), second(), third()],
        deals=[
            v.FieldLine(
                deal="acme",
                stays=[
                    stay(None, ACME, date(2026, 5, 7), Gate.EVALUATION),
                    stay("R2", IN_USE, HORIZON, Gate.DESIGN_IN),
                ],
                behind=1,
            ),
            v.FieldLine(deal="beijing", stays=[stay("R2", BEIJING, HORIZON, Gate.DESIGN_IN)], behind=1),
            v.FieldLine(deal="harbour", stays=[], behind=0),
        ],
        months=[
            month(2, 0),
            month(3, 1, (None, 1)),
            month(4, 1, (None, 1)),
            month(5, 1, ("R2", 2)),
            month(6, 1, ("R2", 2)),
        ],
    )


def stay(release: str | None, first: date, last: date, gate: Gate | None) -> v.Stay:
    """A stay."""
    return v.Stay(release=release, first=first, last=last, gate=gate)


def month(number: int, at_once: int, *uses: tuple[str | None, int]) -> v.VersionMonth:
    """A month of 2026."""
    return v.VersionMonth(
        month=date(2026, number, 1),
        at_once=at_once,
        uses=[v.VersionUse(release=release, deals=deals) for release, deals in uses],
    )


def before() -> v.VersionLine:
    """What was there before the plan: Acme evaluates it."""
    return v.VersionLine(
        release=None,
        cost=0,
        first=ACME,
        last=date(2026, 5, 7),
        supported_until=None,
        most=1,
        serves=[],
        stranded=[],
        without=None,
    )


def second() -> v.VersionLine:
    """R2: without it, four deals lose, one of them a challenge only."""
    gate = v.LaterGate(gate=Gate.DESIGN_IN, day=BEIJING, ready=date(2026, 7, 3), status=GateStatus.LATE)
    losing = [("acme", 250, [gate]), ("beijing", 240, [gate]), ("harbour", 30, []), ("delta", 0, [gate])]
    return v.VersionLine(
        release="R2",
        cost=20,
        first=IN_USE,
        last=HORIZON,
        supported_until=date(2026, 5, 24),
        most=2,
        serves=["acme", "beijing"],
        stranded=["acme", "beijing"],
        without=v.Without(
            content_goes_to="R3",
            possible=True,
            saved=20,
            lost=520,
            deals=[v.LosingDeal(deal=deal, lost=lost, gates=gates) for deal, lost, gates in losing],
        ),
    )


def third() -> v.VersionLine:
    """R3: a pin holds it."""
    return v.VersionLine(
        release="R3",
        cost=20,
        first=None,
        last=None,
        supported_until=None,
        most=0,
        serves=["harbour"],
        stranded=[],
        without=v.Without(content_goes_to=None, possible=False, saved=20, lost=150, deals=[]),
    )
