"""One change to what a plan is made from, to plan again with: small values that go to other processes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from requirements.gate import Gate
from roadmap.folder.project import Project
from roadmap.policy.pins import Pin
from roadmap.problem import Challenge, Deal, Demand, Level, Problem
from roadmap.supply.feature import Variant
from roadmap.supply.people import Person

Kind = Literal[
    "nothing", "person", "people", "gate", "substitute", "drop_need", "variant", "slip", "no_release", "no_promise"
]

ALLOWING = frozenset({"person", "people", "gate", "substitute", "drop_need"})
"""Changes after which every plan holds that held before, and is worth no less."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is changed.

    `person`: one more person with skill `subject` from `day`; `people`: one more of each skill from `day`; `gate`: all
    gates of deal `subject` `amount` working days later; `substitute`: need `need` of deal `subject`, which asked for
    `wanted`, is also met by capability `other`; `drop_need`: that need is dropped; `variant`: feature `subject` is
    built; `slip`: the work of feature `subject` that has not begun begins `amount` working days later than is now
    possible; `no_release`: release `subject` is not used; `no_promise`: what is published to deal `subject` may be
    broken for nothing. With `served` that deal is served at its best, whatever that costs others.
    """

    kind: Kind = "nothing"
    subject: str = ""
    day: date | None = None
    amount: int = 0
    need: tuple[Gate, int] | None = None
    other: str = ""
    wanted: str = ""
    served: str = ""


def changed_project(project: Project, change: Change) -> Project:
    """The project with a change made that the input could state; the same project for other changes."""
    match change.kind:
        case "person" | "people":
            return _with_people(project, change)
        case "gate":
            return _with_deal(project, change.subject, gates=_later(project, change))
        case "substitute" | "drop_need":
            return _with_deal(project, change.subject, needs=_needs(project, change))
        case "variant":
            return replace(project, pins=(*project.pins, Pin(feature=change.subject, planned=True)))
        case "no_promise" if project.baseline is not None:
            kept = tuple(promise for promise in project.baseline.promises if promise.deal != change.subject)
            return replace(project, baseline=replace(project.baseline, promises=kept))
    return project


def is_within(one: Change, other: Change) -> bool:
    """Whether every plan that holds after one change holds after the other, too, and is worth no less then."""
    if one.served != other.served:
        return False
    if one.served and one.kind == "nothing" and other.kind in ALLOWING:
        return True
    more = (other.kind, other.subject) == (one.kind, one.subject) or other.kind == "people"
    if one.kind in ("person", "people") and one.day is not None and other.day is not None:
        return more and one.day >= other.day
    if (one.kind, one.subject) != (other.kind, other.subject):
        return False
    return one == other or (one.kind == "slip" and one.amount >= other.amount)


def team_of(project: Project, skill: str) -> str | None:
    """The team that one more person with a skill would join: the first whose own skill it is; None if there is none."""
    teams = project.engineering.teams
    named = (person.team for person in project.engineering.people.values() if skill in person.proficiencies())
    return next((key for key, team in teams.items() if team.skill == skill), None) or next(
        named, next((key for key, team in teams.items() if skill in team.proficiencies()), None)
    )


def skills_of(project: Project) -> list[str]:
    """The skills that one more person could have: those of teams and people, in alphabetical order."""
    engineering = project.engineering
    teams = {skill for team in engineering.teams.values() for skill in (team.skill, *team.proficiencies()) if skill}
    return sorted(teams.union(*(person.proficiencies() for person in engineering.people.values())))


def _with_people(project: Project, change: Change) -> Project:
    engineering = project.engineering
    people = dict(engineering.people)
    for skill in [change.subject] if change.kind == "person" else skills_of(project):
        team = team_of(project, skill) or next(iter(engineering.teams))
        people[f"one-more-{skill}"] = Person(name="one more", team=team, skill=skill, first=change.day)
    return replace(project, engineering=replace(engineering, people=people))


def _with_deal(project: Project, key: str, **fields: Any) -> Project:
    market = project.market
    changed = market.deal(key).model_copy(update=fields)
    if key in market.placeholders:
        others = {**market.placeholders, key: replace(market.placeholders[key], deal=changed)}
        return replace(project, market=replace(market, placeholders=others))
    return replace(project, market=replace(market, deals={**market.deals, key: changed}))


def _later(project: Project, change: Change) -> dict[Gate, date]:
    gates = project.market.deal(change.subject).gates
    return {gate: project.calendar.add(day, change.amount) for gate, day in gates.items()}


def _needs(project: Project, change: Change) -> dict[Gate, Any]:
    needs = {gate: list(lines) for gate, lines in project.market.deal(change.subject).needs.items()}
    if change.need is not None:
        gate, position = change.need
        line = needs[gate].pop(position)
        if change.kind == "substitute":
            needs[gate].insert(position, line.model_copy(update={"any_of": [*line.any_of, change.other]}))
    return needs


def variant_of(project: Project, feature: str, *, served: str = "") -> Change:
    """That a feature is built; `other` is how it comes about where it is not built from nothing."""
    how = project.engineering.features[feature].variant
    return Change("variant", feature, other="" if how is Variant.BUILD else str(how), served=served)


def at_its_best(problem: Problem, deal: int) -> Problem:
    """The problem in which a deal must be served with every gate met in time, for all that it is worth then."""
    deals = list(problem.deals)
    deals[deal] = _best_only(deals[deal])
    return replace(problem, deals=tuple(deals))


def _best_only(deal: Deal) -> Deal:
    """The deal with a single level: all demands of all levels, of equal ones the most urgent."""
    latest: dict[tuple[int, ...], int] = {}
    for level in deal.levels:
        for demand in level.demands:
            latest[demand.features] = min(demand.latest, latest.get(demand.features, demand.latest))
    demands = tuple(Demand(features, limit) for features, limit in latest.items())
    value = sum(level.value for level in deal.levels)
    challenges = tuple(Challenge(c.demand, (sum(c.penalties),)) for c in deal.challenges)
    return Deal((Level(value, demands),), challenges, served=True)


def slipping(problem: Problem, feature: int) -> int | None:
    """The item with which the work of a feature begins that has not begun: the first without a start of its own, of
    those that take people if any does; None if all has begun."""
    free = [item for item in problem.features[feature].items if problem.items[item].start is None]
    return next((item for item in free if problem.items[item].pools), free[0] if free else None)


def slipped(problem: Problem, item: int, earliest: int) -> Problem:
    """The problem in which an item, and so all work behind it, begins no earlier than in a slot. What is behind it may
    still be done by more people, so that a slip may cost nothing."""
    items = list(problem.items)
    items[item] = replace(items[item], earliest=max(items[item].earliest, earliest))
    return replace(problem, items=tuple(items))


def without_release(problem: Problem, release: int) -> Problem:
    """The problem without one release that nothing is pinned to, so that later ones move up by one."""
    features = tuple(
        replace(
            feature,
            release=feature.release if feature.release is None or feature.release < release else feature.release - 1,
            not_before=feature.not_before if feature.not_before <= release else feature.not_before - 1,
        )
        for feature in problem.features
    )
    releases = problem.releases[:release] + problem.releases[release + 1 :]
    return replace(problem, features=features, releases=releases)
