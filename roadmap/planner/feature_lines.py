"""Features of the plan: what is built, when, by whom, and why the others are not."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from requirements.deal import gates_ahead
from roadmap.indexing.demand import needed_maturity
from roadmap.indexing.work import planned_effort
from roadmap.plan.document import FeatureLine, UnplannedLine, WorkLine, WorkStatus
from roadmap.plan.pauses import PauseLine
from roadmap.planner.draft import Draft
from roadmap.planner.pause_lines import planned_pauses, running_pauses
from roadmap.planner.staffing import Staffing
from roadmap.schedule import Run
from roadmap.supply.facts import State
from roadmap.supply.feature import Feature, Phase

Reason = Literal["no_need", "pinned_out", "cannot_end", "other_variant", "not_worth_it"]


def feature_lines(draft: Draft, staffing: Staffing, deals_by_feature: dict[str, list[str]]) -> list[FeatureLine]:
    """Every feature that lands or has shipped, in the order of the files."""
    features = draft.project.engineering.features
    return [
        _feature_line(key, features[key], draft, staffing, deals_by_feature.get(key, []))
        for key in features
        if key in draft.landings
    ]


def _feature_line(key: str, feature: Feature, draft: Draft, staffing: Staffing, deals: list[str]) -> FeatureLine:
    work = _work_lines(key, feature, draft, staffing)
    release = draft.landings[key]
    freeze = draft.freeze_day(release)
    verified = max((line.last for line in work if line.phase is not Phase.ENABLE), default=freeze)
    calendar, origin = draft.project.calendar, draft.indexed.names.origin
    return FeatureLine(
        id=key,
        name=feature.name,
        team=feature.team,
        variant=feature.variant,
        provides=feature.provides,
        release=release,
        verified=verified,
        slack=max(0, calendar.limit(freeze, origin) - calendar.limit(verified, origin)),
        cost=draft.indexed.problem.features[draft.indexed.names.features.index(key)].cost
        if key in draft.placements
        else 0,
        work=work,
        after=[wait.feature for wait in feature.after],
        deals=deals,
        for_placeholders_only=bool(deals) and all(deal in draft.project.market.placeholders for deal in deals),
    )


def _work_lines(key: str, feature: Feature, draft: Draft, staffing: Staffing) -> list[WorkLine]:
    items = {}
    if key in draft.placements:
        position = draft.indexed.names.features.index(key)
        items = {draft.indexed.names.lines[item]: item for item in draft.indexed.problem.features[position].items}
    lines = []
    for line, work in enumerate(feature.work):
        run = _run(key, line, items.get(line), draft, staffing)
        if run is None:
            continue
        fact = draft.facts[key][line]
        left = None if fact.told is None else fact.told.remaining
        effort = planned_effort(work.effort, draft.project.header.policy)
        lines.append(
            WorkLine(
                phase=work.phase,
                name=work.name,
                skill=work.skill,
                crew=run.crew or work.crew.fewest,
                effort=effort if left is None or fact.state is State.DONE else left,
                first=run.first,
                last=max(run.first, run.last),
                status=run.status,
                people=run.people,
                assumed=fact.assumed,
                pauses=run.pauses,
            )
        )
    return lines


class _Run(NamedTuple):
    """When a work item runs and by whom; a crew of None is the fewest that it takes."""

    crew: int | None
    first: date
    last: date
    status: WorkStatus
    people: list[str]
    pauses: list[PauseLine]


def _run(key: str, line: int, item: int | None, draft: Draft, staffing: Staffing) -> _Run | None:
    """How a work item ran, goes on or is planned; None where it is not planned."""
    fact = draft.facts[key][line]
    told, going = fact.told, draft.going.get((key, line))
    if fact.state is State.DONE and fact.day is not None:
        begun = fact.day if told is None else told.started
        return _Run(None if told is None else told.crew, begun, fact.day, WorkStatus.DONE, [], [])
    if going is not None and told is not None:
        people, pauses = draft.people_on(going), running_pauses(going, draft)
        return _Run(told.crew, told.started, draft.last_day(going), WorkStatus.STARTED, people, pauses)
    if item is None:
        return None
    run = draft.runs[item]
    crew, (first, last) = run.mode.crew, _days(run, draft, pinned=draft.indexed.problem.items[item].start is not None)
    status = WorkStatus.PLANNED if told is None else WorkStatus.STARTED
    people, pauses = list(staffing.people.get(item, ())), planned_pauses(run, draft, staffing)
    return _Run(crew, first if told is None else told.started, last, status, people, pauses)


def _days(run: Run, draft: Draft, *, pinned: bool) -> tuple[date, date]:
    """First and last day of an item; a milestone takes the day it is pinned to, or the one by whose end it can be."""
    day = draft.indexed.names.day
    if run.mode.days == 0 and pinned:
        return day(run.start), day(run.start)
    last = day(max(0, run.end - 1))
    return day(run.start) if run.mode.days else last, last


def unplanned_lines(draft: Draft) -> list[UnplannedLine]:
    """Every feature that is not built, in the order of the files, with the reason."""
    useful = _useful(draft)
    return [
        UnplannedLine(id=key, name=f.name, team=f.team, provides=f.provides, reason=_reason(key, f, draft, useful))
        for key, f in draft.project.engineering.features.items()
        if key not in draft.landings
    ]


def _reason(key: str, feature: Feature, draft: Draft, useful: set[str]) -> Reason:
    if any(pin.feature == key and pin.planned is False for pin in draft.project.pins):
        return "pinned_out"
    if any(going.end is None for (feature, _), going in draft.going.items() if feature == key):
        return "cannot_end"
    if key not in useful:
        return "no_need"
    covered = all(
        any(other.rank >= maturity.rank for _, _, other in draft.bringers.get(capability, []))
        for capability, maturity in feature.provides.items()
    )
    return "other_variant" if covered else "not_worth_it"


def _useful(draft: Draft) -> set[str]:
    """The features that provide what an open deal needs, and all that those come after."""
    needed = {
        (capability, needed_maturity(need, gate, draft.project).rank)
        for deal in draft.project.market.open_deals().values()
        for gate in gates_ahead(deal)
        for need in deal.needs.get(gate, [])
        for capability in need.any_of
    }
    return {
        other
        for key, feature in draft.project.engineering.features.items()
        if any((name, rank) in needed for name, m in feature.provides.items() for rank in range(m.rank + 1))
        for other in draft.foundation(key)
    }
