"""The coming quarter: what it commits to, for each team and each deal."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.language import _, follow_on, in_clauses, ngettext
from roadmap.plans.deals import DealLine, GateLine, GateStatus
from roadmap.plans.document import FeatureLine, Plan
from roadmap.views.formats import long_span, quarter_of_year, short_day, short_table_day, working_days
from roadmap.views.lookup import Lookup, in_hand
from roadmap.views.quarterly.quarter import Quarter, choose_quarter, quarter_of
from roadmap.views.words import Badge, gate_badge, gate_word, shown_of

Due = tuple[DealLine, GateLine]
MOST_GATES = 120
"""Gates that are listed of each answer; of more the first."""


@dataclass(frozen=True, slots=True)
class ReleaseNote:
    """A release that ships in the quarter."""

    id: str
    freeze: str
    ship: str
    features: str


@dataclass(frozen=True, slots=True)
class Landing:
    """A feature and the release it lands in."""

    name: str
    release: str


@dataclass(frozen=True, slots=True)
class TeamCommitment:
    """What a team lands in the quarter, and what it works on for later."""

    name: str
    people: str
    lands: tuple[Landing, ...]
    continues: tuple[Landing, ...]


@dataclass(frozen=True, slots=True)
class GateCommitment:
    """A gate that falls in the quarter: what is promised for it, or what is missing."""

    deal: str
    customer: str
    name: str
    owner: str
    gate: str
    day: str
    badge: Badge
    promise: str
    release: str
    slack: str
    missing: str


@dataclass(frozen=True, slots=True)
class GateGroup:
    """Gates that share an answer: promised in time, promised late, or not promised; by day."""

    title: str
    gates: str
    """How many."""
    rows: tuple[GateCommitment, ...]


@dataclass(frozen=True, slots=True)
class QuarterView:
    """One quarter of the plan."""

    name: str
    days: str
    chosen: str
    """Why this quarter is shown."""
    summary: str
    releases: tuple[ReleaseNote, ...]
    teams: tuple[TeamCommitment, ...]
    groups: tuple[GateGroup, ...]


def build_quarter(plan: Plan, lookup: Lookup, text: str | None) -> QuarterView:
    """Gather what falls in the quarter that was asked for, or in the coming one. Raises QuarterFault."""
    quarter = choose_quarter(plan, text)
    releases = [line for line in plan.releases if line.used and quarter.holds(line.ship)]
    landing = {line.id for line in releases}
    gates = [(deal, line) for deal in in_hand(plan) for line in deal.gates if quarter.holds(line.day)]
    gates.sort(key=lambda pair: (pair[1].day, pair[0].customer, pair[0].id))
    return QuarterView(
        name=quarter_of_year(quarter.first),
        days=long_span(quarter.first, quarter.last),
        chosen=_chosen(plan, quarter, text),
        summary=_summary(plan, landing, gates),
        releases=tuple(
            ReleaseNote(line.id, short_day(line.freeze), short_day(line.ship), str(len(line.features)))
            for line in releases
        ),
        teams=_teams(plan, quarter, landing),
        groups=_groups(gates, lookup),
    )


def _chosen(plan: Plan, quarter: Quarter, text: str | None) -> str:
    if text is not None:
        return _("This quarter was requested.")
    if quarter == quarter_of(plan.as_of):
        return _("The date of the plan, {day}, is in this quarter.").format(day=short_day(plan.as_of))
    return _("This quarter follows the date of the plan, {day}.").format(day=short_day(plan.as_of))


def _summary(plan: Plan, landing: set[str], gates: list[Due]) -> str:
    features = sum(1 for line in plan.features if line.release in landing)
    kept = sum(1 for deal, line in gates if _answer(deal, line) == "in_time")
    parts = [
        ngettext("{n} release ships.", "{n} releases ship.", len(landing)).format(n=len(landing)),
        ngettext("{n} feature lands.", "{n} features land.", features).format(n=features),
    ]
    if gates:
        text = ngettext(
            "{kept} of {n} gate due is promised on time.",
            "{kept} of {n} gates due are promised on time.",
            len(gates),
        )
        parts.append(text.format(kept=kept, n=len(gates)))
    else:
        parts.append(_("No gate is due."))
    return follow_on(*parts)


def _teams(plan: Plan, quarter: Quarter, landing: set[str]) -> tuple[TeamCommitment, ...]:
    teams = []
    for team in plan.teams:
        own = [line for line in plan.features if line.team == team.id]
        lands = tuple(_landing(line) for line in own if line.release in landing)
        later = [line for line in own if line.release not in landing and _works_in(line, quarter)]
        continues = tuple(_landing(line) for line in later)
        if lands or continues:
            teams.append(TeamCommitment(team.name, str(team.people), lands, continues))
    return tuple(teams)


def _works_in(feature: FeatureLine, quarter: Quarter) -> bool:
    return any(item.first <= quarter.last and quarter.first <= item.last for item in feature.work)


def _landing(feature: FeatureLine) -> Landing:
    return Landing(feature.name, feature.release)


def _groups(gates: list[Due], lookup: Lookup) -> tuple[GateGroup, ...]:
    titles = {
        "in_time": _("Committed: promised on time"),
        "late": _("Promised, but late"),
        "none": _("Not promised: the deal is given up"),
    }
    groups = []
    for answer, title in titles.items():
        rows = tuple(_gate(deal, line, lookup) for deal, line in gates if _answer(deal, line) == answer)
        if rows:
            groups.append(GateGroup(title, shown_of(len(rows), MOST_GATES), rows[:MOST_GATES]))
    return tuple(groups)


def _answer(deal: DealLine, line: GateLine) -> str:
    if not any(promise.gate is line.gate for promise in deal.promises):
        return "none"
    return "in_time" if line.status in (GateStatus.MET, GateStatus.AT_RISK) else "late"


def _gate(deal: DealLine, line: GateLine, lookup: Lookup) -> GateCommitment:
    promise = next((item for item in deal.promises if item.gate is line.gate), None)
    return GateCommitment(
        deal=deal.id,
        customer=deal.customer,
        name=deal.name,
        owner=deal.owner or "–",
        gate=gate_word(line.gate),
        day=short_table_day(line.day),
        badge=gate_badge(line.status),
        promise=short_table_day(promise.day) if promise else "–",
        release=(promise.release if promise else None) or "–",
        slack=working_days(line.slack) if promise and line.slack is not None else "–",
        missing=in_clauses(lookup.missing(ids) for ids in dict.fromkeys(line.missing)),
    )
