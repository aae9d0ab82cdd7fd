"""Releases, capabilities, teams, skills and hand-overs of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from requirements.gate import Maturity
from roadmap.planner.draft import Draft
from roadmap.planner.naming.staffing import Staffing, is_away
from roadmap.plans.document import CapabilityLine, ReleaseLine
from roadmap.plans.engineering.people import HandOver, SkillLine, TeamLine, WeekLoad


def release_lines(draft: Draft, deals_by_feature: dict[str, list[str]]) -> list[ReleaseLine]:
    """Every release in the order of ship days, past ones included."""
    features_by_release: dict[str, list[str]] = {}
    for key, landing in draft.landings.items():
        features_by_release.setdefault(landing, []).append(key)
    lines = []
    for key, release in draft.project.engineering.releases.items():
        features = features_by_release.get(key, [])
        deals = {deal for feature in features for deal in deals_by_feature.get(feature, [])}
        lines.append(
            ReleaseLine(
                id=key,
                freeze=draft.freeze_day(key),
                ship=draft.ship_day(key),
                cost=release.cost,
                used=release.fixed or bool(features),
                fixed=release.fixed,
                past=draft.is_past(key) or draft.freeze_day(key) < draft.indexed.names.origin,
                features=features,
                deals=[deal for deal in draft.indexed.names.deals if deal in deals],
                ref=release.ref,
                link=release.link,
            )
        )
    return sorted(lines, key=lambda line: (line.ship, line.freeze, line.id))


def capability_lines(draft: Draft) -> list[CapabilityLine]:
    """Every capability in the order of the files, with the releases in which it reaches each maturity."""
    return [
        CapabilityLine(
            id=key,
            name=capability.name,
            synonyms=capability.synonyms,
            kind=capability.kind,
            ready=capability.ready,
            lands={m: release for m in Maturity if (release := _first_release(key, m, draft))},
            ref=capability.ref,
            link=capability.link,
        )
        for key, capability in draft.project.market.capabilities.items()
    ]


def _first_release(capability: str, maturity: Maturity, draft: Draft) -> str | None:
    found = [key for _, key, level in draft.bringers.get(capability, []) if level.rank >= maturity.rank]
    return draft.landings[found[0]] if found else None


def team_lines(draft: Draft) -> list[TeamLine]:
    """Every team in the order of the files."""
    engineering = draft.project.engineering
    return [
        TeamLine(
            id=key,
            name=team.name,
            skill=team.skill,
            people=team.people
            + sum(hire.people for hire in team.hires)
            + sum(person.team == key for person in engineering.people.values()),
        )
        for key, team in engineering.teams.items()
    ]


def skill_lines(draft: Draft, staffing: Staffing) -> list[SkillLine]:
    """Every skill in alphabetical order with its load week by week, from the `as_of` day to the horizon.

    Whoever works on something is on hand for its skill alone that day.
    """
    staff, horizon = draft.indexed.staff, draft.indexed.problem.horizon
    used = {skill: [0] * horizon for skill in staff.skills}
    on_hand = {skill: list(staff.capacity[skill]) for skill in staff.skills}
    asked = {(task.item, task.line): task.skill for task in staffing.tasks}
    for stint in staffing.stints:
        skill, worker = asked[stint.item, stint.line], staff.workers[stint.who]
        for slot in (n for n in range(stint.begin, stint.end) if not is_away(worker, n)):
            used[skill][slot] += 1
            for other in worker.skills:
                on_hand[other][slot] -= other != skill and worker.speed(other) > 0
    for going in staff.going:
        for skill, (_who, begin, end) in zip(going.skills, going.stints, strict=True):
            for slot in range(begin, end):
                used[skill][slot] += 1
                on_hand[skill][slot] += 1  # rows hold the time that running work leaves
    mondays = [_monday(draft.indexed.names.day(slot)) for slot in range(horizon)]
    return [
        SkillLine(
            id=skill,
            people=staff.most(skill),
            shared=sum(skill in worker.skills and len(worker.skills) > 1 for worker in staff.workers),
            reserved=round(1 - float(staff.productive[skill]), 6),
            weeks=_weeks(mondays, on_hand[skill], used[skill]),
        )
        for skill in staff.skills
    ]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weeks(mondays: list[date], available: list[int], used: list[int]) -> list[WeekLoad]:
    totals: dict[date, tuple[int, int]] = {}
    for monday, people, busy in zip(mondays, available, used, strict=True):
        before = totals.get(monday, (0, 0))
        totals[monday] = before[0] + people, before[1] + busy
    return [WeekLoad(monday=monday, available=a, used=u) for monday, (a, u) in totals.items()]


def hand_over_lines(draft: Draft, staffing: Staffing) -> list[HandOver]:
    """Work items of features whose people change while they run, in the order of time.

    Who does a support case, one after another, is said by the case itself.
    """
    names, problem = draft.indexed.names, draft.indexed.problem
    lines = []
    for change in staffing.changes:
        position = problem.items[change.item].feature
        if position >= len(names.features):
            continue
        feature = names.features[position]
        work = draft.project.engineering.features[feature].work[names.lines[change.item]]
        lines.append(
            HandOver(
                feature=feature,
                phase=work.phase,
                day=names.day(change.slot),
                leaves=list(change.leaves),
                joins=list(change.joins),
            )
        )
    return sorted([*_changes_of_running(draft), *lines], key=lambda line: line.day)


def _changes_of_running(draft: Draft) -> Iterator[HandOver]:
    """Where somebody goes on with running work for somebody else."""
    names, workers = draft.indexed.names, draft.indexed.staff.workers
    for (feature, line), going in draft.going.items():
        if feature not in draft.landings:
            continue
        for slot in sorted({begin for _, begin, _ in going.stints if begin > going.stints[0][1]}):
            before = [workers[who].id for who, begin, end in going.stints if begin < slot and end <= slot]
            joins = [workers[who].id for who, begin, _ in going.stints if begin == slot]
            leaves = [one for one in dict.fromkeys(before) if one not in joins][-len(joins) :]
            if leaves and joins:
                phase = draft.project.engineering.features[feature].work[line].phase
                yield HandOver(feature=feature, phase=phase, day=names.day(slot), leaves=leaves, joins=joins)
