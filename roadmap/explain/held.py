"""What is held in place: pins and started work, one by one, so that any part of it can be let go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from requirements.finding import Place
from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.indexing.pins import hold
from roadmap.policy.pins import Pin
from roadmap.problem import Deal, Level, Problem


@dataclass(frozen=True, slots=True)
class Held:
    """One line of the input that holds something: a pin (`pin` is its position), or the progress of a feature.

    `running` is work that goes on with the crew it has, `shipping` a feature that is done and ships in a release ahead.
    """

    kind: Literal["pin", "running", "shipping"]
    pin: int = -1
    feature: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """A project with nothing held by pins, and everything that may be."""

    project: Project
    indexed: Indexed
    held: tuple[Held, ...]

    def pin(self, held: Held) -> Pin:
        """The pin of a line that is one."""
        return self.project.pins[held.pin]

    def place(self, held: Held) -> Place | None:
        """Where a line stands; None where that is not known."""
        path = ("pins", held.pin) if held.kind == "pin" else ("progress", held.feature)
        return self.project.places.get(path)

    def problem(self, held: Iterable[Held]) -> Problem:
        """The problem in which only these lines hold."""
        kept = set(held)
        problem = self.indexed.problem
        for line in self.held:
            if line.kind != "pin" and line not in kept:
                problem = _let_go(problem, self.indexed.names.features.index(line.feature))
        pins = tuple(self.project.pins[line.pin] for line in self.held if line.kind == "pin" and line in kept)
        return hold(problem, self.indexed.names, replace(self.project, pins=pins))

    def features(self, held: Held, problem: Problem) -> set[int]:
        """The features that a line is about, with all that they come after; none for a deal that is not served."""
        names = self.indexed.names
        if held.kind != "pin":
            return needed_with(problem, [names.features.index(held.feature)])
        pin = self.pin(held)
        if pin.deal is None:
            return needed_with(
                problem, [names.features.index(str(pin.feature))] if pin.feature in names.features else []
            )
        if pin.deal not in names.deals:
            return set()
        levels = problem.deals[names.deals.index(pin.deal)].levels[:1]
        return needed_with(problem, [f for level in levels for demand in level.demands for f in demand.features])


def ground_of(project: Project) -> Ground:
    """Everything a project holds, pins first, in the order of the files."""
    indexed = index_project(replace(project, pins=()))
    problem, names = indexed.problem, indexed.names
    lines = [Held("pin", pin=number) for number in range(len(project.pins))]
    for feature, key in zip(problem.features, names.features, strict=False):  # support comes behind
        if feature.planned:
            lines.append(Held("running" if feature.release is None else "shipping", feature=key))
    return Ground(project, indexed, tuple(lines))


def _let_go(problem: Problem, feature: int) -> Problem:
    """The problem in which the work of a feature may be put off or left undone."""
    features, items = list(problem.features), list(problem.items)
    for position in features[feature].items:
        items[position] = replace(items[position], start=None)
    features[feature] = replace(features[feature], planned=None, release=None)
    return replace(problem, features=tuple(features), items=tuple(items))


def bare(problem: Problem) -> Problem:
    """The problem without its amounts, and without what nothing holds: it has a schedule if and only if the whole has.

    Positions stay, so that a schedule of one is a schedule of the other.
    """
    needed = _needed(problem)
    features = tuple(
        replace(feature, cost=0, planned=feature.planned if position in needed else False)
        for position, feature in enumerate(problem.features)
    )
    deals = tuple(
        Deal(tuple(Level(0, level.demands) for level in deal.levels[:1]), served=True) if deal.served else Deal(())
        for deal in problem.deals
    )
    releases = tuple(replace(release, cost=0) for release in problem.releases)
    return replace(problem, features=features, deals=deals, releases=releases)


def _needed(problem: Problem) -> set[int]:
    """Features that are built, or could be for a deal that is pinned to be served, and all that they come after."""
    first = [position for position, feature in enumerate(problem.features) if feature.planned]
    for deal in problem.deals:
        if deal.served:
            first += [f for level in deal.levels[:1] for demand in level.demands for f in demand.features]
    return needed_with(problem, first)


def needed_with(problem: Problem, features: Iterable[int]) -> set[int]:
    """Some features and all that they come after."""
    rest, found = list(features), set[int]()
    while rest:
        position = rest.pop()
        if position not in found:
            found.add(position)
            rest += problem.features[position].after
    return found
