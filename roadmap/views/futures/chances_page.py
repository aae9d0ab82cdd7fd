"""The page of chances: revenue, gates, releases, what is worth knowing better, and load. For colleagues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from requirements.language import _, enumerated, follow_on, language, ngettext
from roadmap.futures.chances import Chances, RevenueChance
from roadmap.futures.chances_file import are_of
from roadmap.plans.document import Plan
from roadmap.views.confident import ConfidentView, build_confident
from roadmap.views.formats import figure, money
from roadmap.views.futures.chance_tables import (
    ReleaseTable,
    RemovalRow,
    SkillLoad,
    load_rows,
    release_tables,
    removal_rows,
)
from roadmap.views.futures.chance_words import in_twenty, target_sentence
from roadmap.views.futures.gate_chances import GateChances, gate_rows
from roadmap.views.futures.pictures import Curve, curve_of
from roadmap.views.lookup import Lookup, look_up

FEW_RUNS = 400
"""Runs below which it is said how far off chances may be."""


@dataclass(frozen=True, slots=True)
class AmountRow:
    """A distribution of revenue in a table whose heading names the currency."""

    name: str
    target: str
    p90: str
    p80: str
    p50: str
    p10: str
    chance: str


@dataclass(frozen=True, slots=True)
class ChancesView:
    """The chances of a plan for the internal audience: customers and values are named."""

    notice: str
    language: str
    name: str
    statement: str
    floor: str
    """What is reached in 16 of 20 futures."""
    played: str
    """How many runs."""
    ranges: str
    """How many estimates are one number."""
    notes: Mapping[str, str]
    """What each section shows: gates, removal, load, curve, cut."""
    currency: str
    curve: Curve
    total: tuple[AmountRow, ...]
    segments: tuple[AmountRow, ...]
    quarters: tuple[AmountRow, ...]
    gates: tuple[GateChances, ...]
    sure: str
    """How many gates are as good as sure, and not listed."""
    releases: tuple[ReleaseTable, ...]
    removals: tuple[RemovalRow, ...]
    months: tuple[str, ...]
    load: tuple[SkillLoad, ...]


@dataclass(frozen=True, slots=True)
class HowSureView:
    """The chances on the page of their plan: the view, or why it is not shown; and which confidence was asked for."""

    chances: ChancesView | None
    remark: str
    confident: ConfidentView | None


def build_how_sure(plan: Plan, chances: Chances | None) -> HowSureView | None:
    """The chances that lie beside a plan, and which confidence it was asked for; None where there is neither. Chances
    of another plan, or of an earlier state of it, are not shown."""
    confident = build_confident(plan)
    if chances is None:
        return None if confident is None else HowSureView(None, "", confident)
    if are_of(chances, plan):
        return HowSureView(build_chances(plan, chances), "", confident)
    remark = _("The plan has changed since it was simulated. `roadmap simulate PLAN.json` simulates it again.")
    return HowSureView(None, remark, confident)


def build_chances(plan: Plan, chances: Chances) -> ChancesView:
    """Make the view of a plan's chances."""
    lookup, revenue = look_up(plan), chances.revenue
    gates, sure = gate_rows(chances, lookup)
    months, load = load_rows(chances)
    return ChancesView(
        notice=_("Internal. This page names customers and holds values of deals."),
        language=language().replace("_", "-"),
        name=plan.name,
        statement=target_sentence(chances),
        floor=_("In 16 of 20 futures, revenue is at least {amount}.").format(
            amount=money(revenue.total.amounts.p80, chances.currency)
        ),
        played=_played(chances.runs),
        ranges=follow_on(_ranges(chances), _spreads(chances, lookup)),
        notes=_notes(chances),
        currency=chances.currency,
        curve=curve_of(revenue),
        total=(
            _amounts(revenue.total, _("Deals in hand")),
            _amounts(revenue.with_placeholders, _("With deals still to be found")),
        ),
        segments=tuple(_amounts(line, lookup.segment(line.name)) for line in revenue.segments),
        quarters=tuple(_amounts(line, line.name) for line in revenue.quarters),
        gates=gates,
        sure=sure,
        releases=release_tables(plan, chances, lookup),
        removals=removal_rows(chances, lookup),
        months=months,
        load=load,
    )


def _played(runs: int) -> str:
    """How many runs there were; of few, how far off chances may be (two standard errors of a chance of one half)."""
    told = ngettext("Played once.", "Played {count} times.", runs).format(count=f"{runs:,}")
    if runs >= FEW_RUNS:
        return told
    points = round(100 / runs**0.5)
    return follow_on(told, _("So few runs can make a chance wrong by {points} points.").format(points=points))


def _ranges(chances: Chances) -> str:
    """How many estimates are one number; empty where none is."""
    if not chances.default_ranges:
        return ""
    text = _("{default} of {all} pieces of work state no range; they are played with the range of the policy.")
    return text.format(default=chances.default_ranges, all=chances.default_ranges + chances.stated_ranges)


def _spreads(chances: Chances, lookup: Lookup) -> str:
    """How far the gates move of segments whose history says it; empty where none does."""
    told = (
        _("{segment} {earlier} to {later} days").format(
            segment=lookup.segment(key), earlier=f"−{earlier}", later=f"+{later}"
        )
        for key, (earlier, later) in chances.learned_spreads.items()
    )
    listed = enumerated(told)
    return _("Gates move as the stage history says: {spreads}.").format(spreads=listed) if listed else ""


def _notes(chances: Chances) -> dict[str, str]:
    gates = _(
        "Each dot is one of twenty futures, sorted by the release with which the gate is ready. A filled dot means "
        "late. The promise is the first release that is in time in at least {confidence} futures."
    )
    return {
        "gates": gates.format(confidence=in_twenty(chances.confidence)),
        "removal": _(
            "The gain from removing one uncertainty: the same futures are played again without it. Days: how much "
            "earlier the gates are ready in 16 of 20 futures. Money: the expected revenue that is kept in 16 of 20 "
            "futures."
        ),
        "load": _(
            "The average number of people of each skill at work in the month. Upper line: the number that is not "
            "exceeded in half of the futures. Lower line: the number that is not exceeded in 18 of 20 futures, and "
            "the number of people available."
        ),
        "curve": _("The curve shows in how many futures at least so much revenue is reached."),
        "cut": _("Cut line: features below it ship with this release in fewer than {confidence} futures.").format(
            confidence=in_twenty(chances.confidence)
        ),
    }


def _amounts(line: RevenueChance, name: str) -> AmountRow:
    amounts = line.amounts
    return AmountRow(
        name=name,
        target="" if line.target is None else figure(line.target),
        p90=figure(amounts.p90),
        p80=figure(amounts.p80),
        p50=figure(amounts.p50),
        p10=figure(amounts.p10),
        chance="" if line.chance is None else in_twenty(line.chance),
    )
