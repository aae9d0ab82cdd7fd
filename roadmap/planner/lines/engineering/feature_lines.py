"""Features of the plan: what is built, when, by whom, and why the others are not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from roadmap.indexing.efforts import planned_effort
from roadmap.indexing.floors import floor_of
from roadmap.indexing.waiting import begun_end, wait_days
from roadmap.planner.draft import Draft
from roadmap.planner.lines.engineering.pause_lines import planned_pauses, running_pauses
from roadmap.planner.lines.engineering.stint_lines import stint_lines
from roadmap.planner.naming.staffing import Staffing
from roadmap.plans.causes import Cause
from roadmap.plans.document import FeatureLine, UnplannedLine
from roadmap.plans.engineering.pauses import PauseLine
from roadmap.plans.engineering.stints import StintLine
from roadmap.plans.engineering.waiting_for import AfterLine, OverlapLine
from roadmap.plans.engineering.work import WaitLine, WorkLine, WorkStatus
from roadmap.schedule import Run
from roadmap.supply.facts import State
from roadmap.supply.feature import Feature, Phase, prefers_late


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
        public_name=feature.public_name,
        team=feature.team,
        variant=feature.variant,
        provides=feature.provides,
        release=release,
        verified=verified,
        slack=max(0, calendar.limit(freeze, origin) - calendar.limit(verified, origin)),
        cost=draft.indexed.problem.features[draft.indexed.names.position(key)].cost if key in draft.placements else 0,
        work=work,
        after=[AfterLine(feature=wait.feature, wait_for=wait.wait_for, lag=wait.lag) for wait in feature.after],
        deals=deals,
        for_placeholders_only=bool(deals) and all(deal in draft.project.market.placeholders for deal in deals),
        ref=feature.ref,
        link=feature.link,
    )


def _work_lines(key: str, feature: Feature, draft: Draft, staffing: Staffing) -> list[WorkLine]:
    items = {}
    if key in draft.placements:
        names, features = draft.indexed.names, draft.indexed.problem.features
        own = [item for position in names.segments(key) for item in features[position].items]
        items = {names.lines[item]: item for item in own}
    lines = []
    for line, work in enumerate(feature.work):
        run = _run(key, line, items.get(line), draft, staffing)
        if run is None:
            continue
        fact = draft.facts[key][line]
        left = fact.left if fact.told is None else fact.told.remaining
        effort = planned_effort(work.effort, draft.project.header.policy)
        lines.append(
            WorkLine(
                phase=work.phase,
                name=work.name,
                skill=work.label,
                skills=work.skills,
                divisible=work.divisible,
                crew=0 if work.wait is not None else run.crew or work.people.fewest,
                effort=effort if left is None or fact.state is State.DONE or work.wait is not None else left,
                first=run.first,
                last=max(run.first, run.last),
                status=run.status,
                resumes=run.resumes,
                people=run.people,
                assumed=fact.assumed,
                stints=run.stints,
                pauses=run.pauses,
                late=run.status is WorkStatus.PLANNED and prefers_late(feature, line),
                wait=None if work.wait is None else WaitLine(days=work.wait.days, calendar=work.wait.calendar),
                overlap=None if work.overlaps is None else OverlapLine(**work.overlaps.model_dump()),
                ref=work.ref,
                link=work.link,
            )
        )
    return lines


class _Run(NamedTuple):
    """When a work item runs and by whom; a crew of None is the fewest that it takes. What has begun and waits
    `resumes`."""

    crew: int | None
    first: date
    last: date
    status: WorkStatus
    people: list[str]
    pauses: list[PauseLine]
    stints: list[StintLine] = []
    resumes: date | None = None


def _run(key: str, line: int, item: int | None, draft: Draft, staffing: Staffing) -> _Run | None:
    """How a work item ran, goes on or is planned; None where it is not planned."""
    fact, feature = draft.facts[key][line], draft.project.engineering.features[key]
    told, going = fact.told, draft.going.get((key, line))
    if fact.state is State.DONE and fact.day is not None:
        begun = fact.day if told is None else told.since
        return _Run(None if told is None else told.crew, begun, fact.day, WorkStatus.DONE, [], [])
    if fact.state is State.RUNNING and told is not None and feature.work[line].wait is not None:
        last = begun_end(draft.project, key, line, told)
        return _Run(None, told.since, last, WorkStatus.STARTED, [], [])
    if going is not None and told is not None:
        people, pauses = draft.people_on(going), running_pauses(going, draft)
        return _Run(told.crew, told.since, draft.last_day(going), WorkStatus.STARTED, people, pauses)
    if item is None:
        return None
    run = draft.runs[item]
    if feature.work[line].wait is not None:
        first, last = wait_days(draft.project, key, line, run.start)
        return _Run(None, first, last, WorkStatus.PLANNED, [], [])
    pinned = draft.indexed.problem.items[item].start is not None
    floor = floor_of(feature, line, draft.project)
    crew, (first, last) = run.mode.crew, _days(run, draft, held=pinned or 0 < floor == run.start)
    status = WorkStatus.PLANNED if told is None else WorkStatus.STARTED
    people, pauses = list(staffing.people.get(item, ())), planned_pauses(run, draft, staffing)
    begun, resumes = (first, None) if told is None else (told.since, first)
    return _Run(crew, begun, last, status, people, pauses, stint_lines(run, draft, staffing), resumes)


def _days(run: Run, draft: Draft, *, held: bool) -> tuple[date, date]:
    """First and last day of an item; a milestone takes the day it is held to, or the one by whose end it can be."""
    day = draft.indexed.names.day
    if run.mode.days == 0 and held:
        return day(run.start), day(run.start)
    last = day(max(0, run.end - 1))
    return day(run.start) if run.mode.days else last, last


def unplanned_lines(draft: Draft, causes: Mapping[str, Cause]) -> list[UnplannedLine]:
    """Every feature that is not built, in the order of the files, with the cause."""
    goes_on: dict[str, date] = {}
    for (key, _line), going in draft.going.items():
        goes_on[key] = max(goes_on.get(key, date.min), draft.last_day(going))
    return [
        UnplannedLine(
            id=key,
            name=feature.name,
            team=feature.team,
            provides=feature.provides,
            cause=causes[key],
            goes_on=goes_on.get(key),
        )
        for key, feature in draft.project.engineering.features.items()
        if key not in draft.landings
    ]
