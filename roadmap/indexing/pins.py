"""Pins as limits of a problem: features held in releases, from days, by days, in or out; deals served or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from roadmap.folder.project import Project
from roadmap.indexing.names import Names
from roadmap.policy.overtaken import is_overtaken
from roadmap.policy.pins import Pin
from roadmap.problem import Feature, Item, Problem
from roadmap.supply.facts import known_facts


def hold(problem: Problem, names: Names, project: Project) -> Problem:
    """The problem with every pin in force; of pins that oppose each other (see `opposed`) the last one holds."""
    for _position, pin in pins_in_force(project):
        if pin.deal is not None:
            problem = _hold_deal(problem, names, pin)
        elif pin.feature in names.features and not overtaken(pin, project):
            problem = _hold_feature(problem, names, pin, begun=_has_begun(pin, project))
    return problem


def pins_in_force(project: Project) -> list[tuple[int, Pin]]:
    """The pins with their positions, without those that are void."""
    return [(position, pin) for position, pin in enumerate(project.pins) if position not in project.void]


def overtaken(pin: Pin, project: Project) -> bool:
    """Whether facts have overtaken a pin, so that it holds nothing any more."""
    engineering = project.engineering
    known = engineering.features, engineering.progress, engineering.releases
    return is_overtaken(pin, *known, project.as_of, calendar=project.calendar)


def _has_begun(pin: Pin, project: Project) -> bool:
    """Whether work of the pinned feature has begun, so that a pinned start is a fact."""
    feature = project.engineering.features[str(pin.feature)]
    told = project.engineering.progress.get(str(pin.feature))
    return any(fact.told for fact in known_facts(feature, told, project.as_of, calendar=project.calendar))


def _hold_deal(problem: Problem, names: Names, pin: Pin) -> Problem:
    if pin.deal not in names.deals:
        return problem
    position = names.deal_position(pin.deal)
    deals = list(problem.deals)
    deals[position] = replace(deals[position], served=pin.served)
    return replace(problem, deals=tuple(deals))


def _hold_feature(problem: Problem, names: Names, pin: Pin, *, begun: bool) -> Problem:
    position = names.position(str(pin.feature))
    features, items = list(problem.features), list(problem.items)
    feature = features[position]
    if pin.planned is not None:
        features[position] = replace(feature, planned=pin.planned)
    else:
        release = names.releases.index(pin.release) if pin.release in names.releases else feature.release
        features[position] = replace(feature, planned=True, release=release)
        features[position] = _after_milestone(features[position], problem, names, pin)
    own = [item for segment in names.segments(str(pin.feature)) for item in features[segment].items]
    for order, item in enumerate(own):
        items[item] = _hold_item(items[item], names, pin, is_first=order == 0 and not begun)
    return replace(problem, features=tuple(features), items=tuple(items))


def _after_milestone(feature: Feature, problem: Problem, names: Names, pin: Pin) -> Feature:
    """A milestone that is pinned to a day is reached on it: it does not land in a release that froze before."""
    first = problem.items[feature.items[0]] if feature.items else None
    if pin.start is None or first is None or first.pools:
        return feature
    slot = names.calendar.slot(pin.start, names.origin)
    limits = [release.freeze if first.by_freeze else release.ship for release in problem.releases]
    ahead = next((position for position, limit in enumerate(limits) if limit > slot), len(limits))
    return replace(feature, not_before=max(feature.not_before, ahead))


def _hold_item(item: Item, names: Names, pin: Pin, *, is_first: bool) -> Item:
    if pin.done_by is not None:
        return replace(item, latest=max(0, min(item.latest, names.calendar.limit(pin.done_by, names.origin))))
    if pin.start is not None and is_first and item.start is None:
        return replace(item, start=names.calendar.slot(pin.start, names.origin))
    return item


def opposed(project: Project, names: Names) -> tuple[int, ...]:
    """The positions of pins that cannot hold whatever is planned: two that say opposite things, or one in the past."""
    return tuple(sorted({position for pair in opposed_pairs(project, names) for position in pair}))


def opposed_pairs(project: Project, names: Names) -> Iterator[tuple[int, ...]]:
    """The same, each impossible pin alone and each two that say opposite things as a pair, in their order."""
    yield from ((position,) for position in _impossible(project, names))
    for (one, pin), (two, other) in combinations(pins_in_force(project), 2):
        if _oppose(pin, other) or _oppose(other, pin):
            yield one, two


def _oppose(one: Pin, two: Pin) -> bool:
    if one.deal is not None:
        return one.deal == two.deal and one.served != two.served
    if one.feature != two.feature:
        return False
    differ = any(
        None not in pair and pair[0] != pair[1] for pair in ((one.release, two.release), (one.start, two.start))
    )
    return differ or (one.planned is False and two.planned is not False)


def _impossible(project: Project, names: Names) -> Iterator[int]:
    """Pins to a release that has shipped already, or to a start before the plan begins or after it ends."""
    for position, pin in pins_in_force(project):
        if pin.feature not in names.features or overtaken(pin, project):
            continue
        if pin.release is not None and pin.release not in names.releases:
            yield position
        begun = pin.start is not None and _has_begun(pin, project)
        if pin.start is not None and not begun:
            start = project.calendar.next_working(pin.start) or pin.start
            if not names.origin <= start <= project.header.horizon:
                yield position
