"""What is different in the input of two plans, as far as the plans themselves show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from requirements.amounts.halves import number_of
from roadmap.comparing.pairs import DifferenceKind, Pair, PlanChange
from roadmap.comparing.reasons import effort_to_begin
from roadmap.comparing.sides import Side
from roadmap.plans.deals import DealLine
from roadmap.plans.document import FeatureLine, ReleaseLine
from roadmap.plans.engineering.work import WorkStatus

Line = TypeVar("Line")
Field = tuple[DifferenceKind, Callable[[Line], Any]]


def input_changes(one: Side, two: Side) -> Iterator[PlanChange]:
    """The differences in the order of the kinds: days and policy, targets, deals, features, releases, people, pins."""
    before, after = one.plan, two.plan
    for kind, name in (
        (DifferenceKind.AS_OF, "as_of"),
        (DifferenceKind.HORIZON, "horizon"),
        (DifferenceKind.SAFE_SLACK, "safe_slack"),
    ):
        yield from _changed(kind, "", getattr(before, name), getattr(after, name))
    targets = [{line.id: line.target for line in plan.segments} for plan in (before, after)]
    yield from _by_id(DifferenceKind.TARGET, targets[0], targets[1])
    yield from _of_deals(one, two)
    yield from _of_features(one, two)
    yield from _of_releases(one, two)
    people = [
        {f"{line.id}/{line.skill}": line.people for line in plan.teams} | {line.id: line.people for line in plan.skills}
        for plan in (before, after)
    ]
    yield from _by_id(DifferenceKind.PEOPLE, people[0], people[1])
    pins = [{line.text: True for line in plan.pins} for plan in (before, after)]
    yield from _by_id(DifferenceKind.PIN, pins[0], pins[1])


def _changed(kind: DifferenceKind, subject: str, before: Any, after: Any) -> Iterator[PlanChange]:
    if before != after:
        yield PlanChange(kind, subject, Pair(before, after))


def _by_id(kind: DifferenceKind, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[PlanChange]:
    for key in sorted(before.keys() | after.keys()):
        yield from _changed(kind, key, before.get(key), after.get(key))


def _of_deals(one: Side, two: Side) -> Iterator[PlanChange]:
    yield from _presence(DifferenceKind.DEAL, one.deals, two.deals)
    for key in sorted(one.deals.keys() & two.deals.keys()):
        old, new = one.deals[key], two.deals[key]
        yield from _changed(DifferenceKind.STAGE, key, old.stage, new.stage)
        yield from _changed(DifferenceKind.WORTH, key, number_of(old.value), number_of(new.value))
        yield from _changed(DifferenceKind.CHANCE, key, old.win_probability, new.win_probability)
        days = [{f"{key}/{line.gate}": line.day for line in deal.gates} for deal in (old, new)]
        yield from _by_id(DifferenceKind.GATE, days[0], days[1])
        yield from _by_id(DifferenceKind.NEED, _needs(key, old), _needs(key, new))


def _needs(key: str, deal: DealLine) -> dict[str, str]:
    return {
        f"{key}/{need.gate}/{' | '.join(need.any_of)}": f"{need.maturity} {need.importance} {need.drop:g}"
        for need in deal.needs
    }


def _of_features(one: Side, two: Side) -> Iterator[PlanChange]:
    for key in sorted(one.known ^ two.known):
        yield PlanChange(DifferenceKind.FEATURE, key, Pair(key in one.known, key in two.known))
    for key in sorted(one.features.keys() & two.features.keys()):
        old, new = one.features[key], two.features[key]
        yield from _changed(DifferenceKind.COST, key, old.cost, new.cost)
        was, now = _states(old), _states(new)
        yield from _changed(DifferenceKind.PROGRESS, key, was, now)
        if was == now:
            effort = effort_to_begin(old, new)
            yield from _changed(DifferenceKind.EFFORT, key, effort.before, effort.after)


def _states(line: FeatureLine) -> str:
    """How far the work of a feature is: how many items are done, started and planned."""
    count = {status: sum(work.status is status for work in line.work) for status in WorkStatus}
    return f"{count[WorkStatus.DONE]}/{count[WorkStatus.STARTED]}/{count[WorkStatus.PLANNED]}"


def _of_releases(one: Side, two: Side) -> Iterator[PlanChange]:
    yield from _presence(DifferenceKind.RELEASE, one.releases, two.releases)
    read: tuple[Field[ReleaseLine], ...] = (
        (DifferenceKind.FREEZE, lambda line: line.freeze),
        (DifferenceKind.SHIP, lambda line: line.ship),
        (DifferenceKind.COST, lambda line: line.cost),
    )
    for key in sorted(one.releases.keys() & two.releases.keys()):
        for kind, field in read:
            yield from _changed(kind, key, field(one.releases[key]), field(two.releases[key]))


def _presence(kind: DifferenceKind, before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[PlanChange]:
    for key in sorted(before.keys() ^ after.keys()):
        yield PlanChange(kind, key, Pair(key in before, key in after))
