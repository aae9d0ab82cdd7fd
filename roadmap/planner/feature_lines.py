"""Features of the plan: what is built, when, by whom, and why the others are not."""

from __future__ import annotations

from datetime import date
from typing import Literal

from requirements.deal import gates_ahead
from roadmap.indexing.demand import needed_maturity
from roadmap.indexing.work import planned_effort
from roadmap.plan.document import FeatureLine, UnplannedLine, WorkLine, WorkStatus
from roadmap.planner.draft import Draft
from roadmap.planner.staffing import Staffing
from roadmap.supply.feature import Feature, Phase

Reason = Literal["no_need", "pinned_out", "other_variant", "not_worth_it"]


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
    progress = draft.project.engineering.progress.get(key)
    reported = {} if progress is None else progress.items
    items = {}
    if key in draft.placements:
        position = draft.indexed.names.features.index(key)
        items = {draft.indexed.names.lines[item]: item for item in draft.indexed.problem.features[position].items}
    lines = []
    for line, work in enumerate(feature.work):
        told = reported.get(work.phase)
        item = items.get(line)
        crew, first, last, status = work.crew.fewest, None, None, WorkStatus.PLANNED
        if told is not None and told.done is not None:
            crew, first, last, status = told.crew or crew, told.started, told.done, WorkStatus.DONE
        elif item is not None:
            crew, first, last = _span(item, draft)
            if told is not None:
                first, status = told.started, WorkStatus.STARTED
        if first is None or last is None:
            continue
        effort = planned_effort(work.effort, draft.project.header.policy)
        lines.append(
            WorkLine(
                phase=work.phase,
                name=work.name,
                skill=work.skill,
                crew=crew,
                effort=told.remaining if told is not None and told.remaining is not None else effort,
                first=first,
                last=max(first, last),
                status=status,
                people=list(staffing.people.get(item, ())) if item is not None else [],
            )
        )
    return lines


def _span(item: int, draft: Draft) -> tuple[int, date, date]:
    """Crew, first and last day of an item; a milestone takes the day on which it is reached."""
    names, work = draft.indexed.names, draft.indexed.problem.items[item]
    placement = draft.placements[names.features[work.feature]]
    order = draft.indexed.problem.features[work.feature].items.index(item)
    start, mode = placement.starts[order], work.modes[placement.modes[order]]
    last = names.day(max(0, start + mode.days - 1))
    return mode.crew, names.day(start) if mode.days else last, last


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
