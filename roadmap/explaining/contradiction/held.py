"""What is held in place: pins, what ships, and promises, one by one, so that any part of it can be let go.

Work that was begun is none of it: it takes the time of its people, and its feature is finished where that fits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from requirements.finding import Place
from roadmap.folder.baseline import BASELINE, Published
from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.indexing.pins import hold, pins_in_force
from roadmap.policy.pins import Pin
from roadmap.problem import Problem
from roadmap.solver.bare import needed_with


@dataclass(frozen=True, slots=True)
class Held:
    """One line of the input that holds something: a pin (`pin` is its position), the progress of a feature that is done
    and ships in a release ahead (`shipping`), or a published promise that nobody agreed to move (`promise` is its
    position in `Indexed.promises`).
    """

    kind: Literal["pin", "shipping", "promise"]
    pin: int = -1
    feature: str = ""
    promise: int = -1


@dataclass(frozen=True, slots=True)
class Ground:
    """A project with nothing held by pins, and everything that may be."""

    project: Project
    indexed: Indexed
    held: tuple[Held, ...]

    def pin(self, held: Held) -> Pin:
        """The pin of a line that is one."""
        return self.project.pins[held.pin]

    def published(self, held: Held) -> Published:
        """The promise of a line that is one."""
        return self.indexed.promises[held.promise].published

    def place(self, held: Held) -> Place | None:
        """Where a line stands; None where that is not known."""
        if held.kind == "promise":
            return Place(BASELINE)
        path = ("pins", held.pin) if held.kind == "pin" else ("progress", held.feature)
        return self.project.places.get(path)

    def problem(self, held: Iterable[Held]) -> Problem:
        """The problem in which only these lines hold."""
        kept = set(held)
        problem = self.indexed.problem
        for line in self.held:
            if line.kind == "promise" and line not in kept:
                problem = _let_move(problem, len(self.indexed.names.deals) + line.promise)
            elif line.kind != "pin" and line not in kept:
                problem = _let_go(problem, self.indexed.names.position(line.feature))
        pins = tuple(self.project.pins[line.pin] for line in self.held if line.kind == "pin" and line in kept)
        return hold(problem, self.indexed.names, replace(self.project, pins=pins, void=frozenset()))

    def features(self, held: Held, problem: Problem) -> set[int]:
        """The features that a line is about, with all that they come after; none for a deal that is not served."""
        names = self.indexed.names
        if held.kind == "promise":
            levels = problem.deals[len(names.deals) + held.promise].levels
            return needed_with(problem, [f for level in levels for demand in level.demands for f in demand.features])
        if held.kind != "pin":
            return needed_with(problem, [names.position(held.feature)])
        pin = self.pin(held)
        if pin.deal is None:
            return needed_with(problem, [names.position(str(pin.feature))] if pin.feature in names.features else [])
        if pin.deal not in names.deals:
            return set()
        levels = problem.deals[names.deal_position(pin.deal)].levels[:1]
        return needed_with(problem, [f for level in levels for demand in level.demands for f in demand.features])


def ground_of(project: Project) -> Ground:
    """Everything a project holds, pins first, in the order of the files, published promises last."""
    indexed = index_project(replace(project, pins=(), void=frozenset()))
    problem, names = indexed.problem, indexed.names
    lines = [Held("pin", pin=number) for number, _pin in pins_in_force(project)]
    for feature, key in zip(problem.features, names.features, strict=False):  # support comes behind
        if feature.planned:
            lines.append(Held("shipping", feature=key))
    lines += [Held("promise", promise=number) for number, priced in enumerate(indexed.promises) if priced.held]
    return Ground(project, indexed, tuple(lines))


def _let_move(problem: Problem, deal: int) -> Problem:
    """The problem in which a promise may be moved or broken."""
    deals = list(problem.deals)
    deals[deal] = replace(deals[deal], served=None)
    return replace(problem, deals=tuple(deals))


def _let_go(problem: Problem, feature: int) -> Problem:
    """The problem in which the work of a feature may be put off or left undone."""
    features, items = list(problem.features), list(problem.items)
    for position in features[feature].items:
        items[position] = replace(items[position], start=None)
    features[feature] = replace(features[feature], planned=None, release=None)
    return replace(problem, features=tuple(features), items=tuple(items))
