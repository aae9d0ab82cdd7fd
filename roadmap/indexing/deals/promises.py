"""Published promises as part of a problem: a promise that is kept earns back its price.

A promise is written as a deal of its own, behind the deals of the project: its demands are those without which the deal
is not served at all, and what was promised, by the promised day. Keeping it earns the whole price, each started week
later earns less. So the search, the bound and the audit need to know nothing of promises, and the value of the problem
is the value of the plan plus all prices (`Indexed.owed`). Where moving it takes consent that nobody gave, the deal must
be served in time (`roadmap.indexing.deals.consent`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from requirements.deal import Deal as DealInput
from requirements.deal import Need, gates_ahead
from requirements.gate import Gate, Importance
from roadmap.folder.baseline import Published
from roadmap.folder.project import Project
from roadmap.indexing.deals.consent import held_promise, is_held
from roadmap.indexing.deals.demand import needed_maturity, providers, ready_alternative, shipped_day, stated_alternative
from roadmap.indexing.names import Indexed, Priced
from roadmap.policy.decisions import Consent
from roadmap.problem import Deal, Demand, Level

WEEK = 5
"""Working days of a week by which a promise is late."""


def add_promises(indexed: Indexed, project: Project, features: dict[str, int]) -> Indexed:
    """The problem with the promises of the baseline that can still be kept or broken, behind its deals.

    Left out are promises of deals that are closed, of gates that are passed, of capabilities that the deal no longer
    needs, and those whose capabilities were there in time. What shipped late stays late: its weeks are lost.
    """
    policy = project.header.policy
    if project.baseline is None or not (policy.promises.weeks or policy.consent is Consent.REQUIRED):
        return indexed
    found = [
        (priced, deal) for p in project.baseline.promises for priced, deal in _price(p, indexed, project, features)
    ]
    problem = replace(indexed.problem, deals=indexed.problem.deals + tuple(deal for _, deal in found))
    return replace(indexed, problem=problem, promises=tuple(priced for priced, _ in found))


def _price(
    published: Published, indexed: Indexed, project: Project, features: dict[str, int]
) -> Iterator[tuple[Priced, Deal]]:
    stated = project.market.open_deals().get(published.deal)
    gates = () if stated is None else tuple(gate for gate in published.gates if gate in gates_ahead(stated))
    if stated is None or not gates:
        return
    published = replace(published, gates=gates)
    able, there = _able(published, stated, project, features), _shipped(published, stated, project, indexed)
    limit = project.calendar.limit(published.day, indexed.names.origin) - project.market.lead_time(stated)
    if not able and (there is None or there <= limit):
        return
    policy = project.header.policy.promises
    expected = round(stated.value * project.market.win_probability(stated))
    prices = tuple(policy.price(expected, weeks) for weeks in range(policy.weeks + 1))
    deal = indexed.problem.deals[indexed.names.deal_position(published.deal)]
    levels = tuple(
        Level(
            value=prices[weeks + 1] - prices[weeks],
            demands=_demands(deal, able, latest=limit + WEEK * weeks),
        )
        for weeks in reversed(range(policy.weeks))
        if there is None or there <= limit + WEEK * weeks
    ) or (Level(0, _demands(deal, able, latest=limit)),)
    stands = Deal(levels=levels, served=False if deal.served is False else None)
    can_hold = bool(able) and deal.served is not False and (there is None or there <= limit)
    held = can_hold and is_held(published, project)
    yield Priced(published, prices, held), held_promise(stands) if held else stands


def _able(published: Published, stated: DealInput, project: Project, features: dict[str, int]) -> list[tuple[int, ...]]:
    """For each promised need that is still to come, the features that can meet it; each set of features once."""
    found = {
        tuple(sorted(features[f] for c in need.any_of for f in providers(project, c, maturity) if f in features))
        for gate in gates_ahead(stated)
        if gate.rank <= published.gates[-1].rank
        for need in _promised(published, stated, gate)
        if ready_alternative(need, gate, project) is None
        for maturity in [needed_maturity(need, gate, project)]
    }
    return sorted(found)


def _promised(published: Published, stated: DealInput, gate: Gate) -> list[Need]:
    """The needs of a gate that a promise is about."""
    needs = stated.needs.get(gate, [])
    return [n for n in needs if n.importance is Importance.BREAKER and published.promised.intersection(n.any_of)]


def _shipped(published: Published, stated: DealInput, project: Project, indexed: Indexed) -> int | None:
    """The limit by which the last of what was promised had shipped before the plan; None if nothing had."""
    found = [
        project.calendar.limit(day, indexed.names.origin)
        for gate in gates_ahead(stated)
        if gate.rank <= published.gates[-1].rank
        for need in _promised(published, stated, gate)
        if stated_alternative(need, gate, project) is None and (day := shipped_day(need, gate, project)) is not None
    ]
    return max(found, default=None)


def _demands(deal: Deal, able: list[tuple[int, ...]], *, latest: int) -> tuple[Demand, ...]:
    """What the deal is served for at all, and what was promised by a limit; of equal sets the most urgent."""
    limits = {demand.features: demand.latest for demand in (deal.levels[0].demands if deal.levels else ())}
    for features in able:
        limits[features] = min(latest, limits.get(features, latest))
    return tuple(Demand(features=features, latest=limit) for features, limit in limits.items())
