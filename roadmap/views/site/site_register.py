"""What hangs together in a plan, looked up once for all pages of the site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from roadmap.futures.chances import Chances
from roadmap.plans.deals import DealLine, NeedLine
from roadmap.plans.document import FeatureLine, Plan, UnplannedLine
from roadmap.plans.engineering.people import HandOver
from roadmap.views.futures.sure import SureGates, sure_gates
from roadmap.views.horizons import promised_deals
from roadmap.views.lookup import Lookup, in_hand
from roadmap.views.own_fields import marked_fields
from roadmap.views.quarterly.quarter import quarter_of
from roadmap.views.roadmap.cases import case_texts


@dataclass(frozen=True, slots=True)
class Register:
    """Lines of a plan by what they have to do with each other. Deals are those in hand, in the order of the plan."""

    plan: Plan
    lookup: Lookup
    deals: tuple[DealLine, ...]
    by_owner: Mapping[str, list[DealLine]]
    by_release: Mapping[str, list[DealLine]]
    """Deals by the release that holds all they are served with."""
    providers: Mapping[str, list[FeatureLine | UnplannedLine]]
    """Features by capability, those that are built first."""
    needing: Mapping[str, list[tuple[DealLine, NeedLine]]]
    waiting: Mapping[str, list[FeatureLine]]
    """Features by the feature that they wait for."""
    hand_overs: Mapping[str, list[HandOver]]
    cases: Mapping[str, tuple[str, ...]]
    promised: frozenset[str]
    """Deals with a published promise."""
    teams: Mapping[str, frozenset[str]]
    """Teams by deal: those that build what the deal counts on."""
    quarters: Mapping[str, frozenset[str]]
    """Quarters by deal: those in which its gates fall."""
    marks: Mapping[str, Mapping[str, str]]
    """Marks of owners, segments and teams, by which rows are found."""
    sure: SureGates
    """How sure each gate is, where the plan was simulated."""
    own_fields: Mapping[str, Mapping[str, str]]
    """Marks of values by the field of the company's own, where readers can choose by it."""


def register_of(plan: Plan, lookup: Lookup, chances: Chances | None = None) -> Register:
    """Look everything up; `chances` are what lies beside the plan."""
    deals = tuple(in_hand(plan))
    by_owner: dict[str, list[DealLine]] = defaultdict(list)
    by_release: dict[str, list[DealLine]] = defaultdict(list)
    needing: dict[str, list[tuple[DealLine, NeedLine]]] = defaultdict(list)
    waiting: dict[str, list[FeatureLine]] = defaultdict(list)
    hand_overs: dict[str, list[HandOver]] = defaultdict(list)
    for deal in deals:
        by_owner[deal.owner or ""].append(deal)
        by_release[deal.release or ""].append(deal)
        for need in deal.needs:
            for key in need.any_of:
                needing[key].append((deal, need))
    providers = _providers(plan)
    for feature in plan.features:
        for line in feature.after:
            waiting[line.feature].append(feature)
    for change in plan.hand_overs:
        hand_overs[change.feature].append(change)
    return Register(
        plan=plan,
        lookup=lookup,
        deals=deals,
        by_owner=by_owner,
        by_release=by_release,
        providers=providers,
        needing=needing,
        waiting=waiting,
        hand_overs=hand_overs,
        cases=case_texts(plan),
        promised=promised_deals(plan),
        teams=_teams(plan),
        quarters={deal.id: frozenset(str(quarter_of(line.day)) for line in deal.gates) for deal in deals},
        marks=_marks(plan, sorted(key for key in by_owner if key)),
        sure=sure_gates(plan, chances),
        own_fields=marked_fields(deal.fields for deal in deals),
    )


def _providers(plan: Plan) -> dict[str, list[FeatureLine | UnplannedLine]]:
    """Features by capability, those that are built first."""
    found: dict[str, list[FeatureLine | UnplannedLine]] = defaultdict(list)
    every: list[FeatureLine | UnplannedLine] = [*plan.features, *plan.unplanned]
    for provider in every:
        for key in provider.provides:
            found[key].append(provider)
    return found


def _marks(plan: Plan, owners: list[str]) -> dict[str, dict[str, str]]:
    """Short words by which rows are found, by kind and id; no name of the plan appears in them."""
    return {
        "owner": {name: f"o{at}" for at, name in enumerate(owners)},
        "segment": {line.id: f"s{at}" for at, line in enumerate(plan.segments)},
        "team": {line.id: f"m{at}" for at, line in enumerate(plan.teams)},
    }


def _teams(plan: Plan) -> dict[str, frozenset[str]]:
    teams: dict[str, set[str]] = defaultdict(set)
    for feature in plan.features:
        for deal in feature.deals:
            teams[deal].add(feature.team)
    return {deal: frozenset(found) for deal, found in teams.items()}
