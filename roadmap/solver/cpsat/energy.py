"""Energy rows: in any stretch of time, the work that cannot avoid it needs no more people-days than there are.

They follow from the rules, so they change no answer; they tie landings directly to capacity, which the solver's
relaxation does not see by itself, and so give far better bounds. Where work pauses they count the people who are away
too: cut down to its first days of work, with its whole crew, no item takes more of those.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from ortools.sat.python import cp_model

from roadmap.problem import Problem
from roadmap.solver.cpsat.variables import Variables
from roadmap.solver.windows import Windows, shortest


@dataclass(frozen=True, slots=True)
class Grid:
    """How many stretches of time are looked at: the most different begins and ends for each pool."""

    begins: int
    ends: int


FINE = Grid(8, 30)
COARSE = Grid(4, 12)


@dataclass(frozen=True, slots=True)
class RunSpan:
    """Where one item can run: from `earliest`, ending by `latest[r]` if its feature lands by release r.

    `modes` are what each of its modes takes of one pool, and for how many days.
    """

    feature: int
    earliest: int
    modes: tuple[tuple[int, int], ...]
    latest: dict[int, int]

    def inside(self, release: int, begin: int, end: int) -> int:
        """The fewest people-days it spends in [begin, end) if its feature lands by the release."""
        latest = self.latest[release]
        return min(
            (
                amount * max(0, min(days, end - begin, self.earliest + days - begin, end - (latest - days)))
                for amount, days in self.modes
            ),
            default=0,
        )


def add_energy(model: cp_model.CpModel, problem: Problem, variables: Variables, *, grid: Grid) -> None:
    """Add the energy rows of every pool to a model."""
    spans = find_spans(problem, variables.windows)
    for mine, people in zip(spans, problem.held, strict=True):
        sums = [0, *accumulate(people)]
        for begin, end in _stretches(mine, problem.horizon, grid=grid):
            _add_row(model, variables, mine, begin=begin, end=end, people_days=sums[end] - sums[begin])


def find_spans(problem: Problem, windows: Windows) -> list[list[RunSpan]]:
    """By pool, the spans of all items that cannot do without it."""
    spans: list[list[RunSpan]] = [[] for _ in problem.capacity]
    for feature, work in enumerate(problem.features):
        if not windows.open(feature):
            continue
        latest = _latest_ends(problem, windows, feature=feature)
        for item in work.items:
            chosen, usable = problem.items[item], windows.modes[item]
            for pool in chosen.pools:
                modes = tuple((dict(chosen.modes[m].crews).get(pool, 0), chosen.modes[m].days) for m in usable)
                if usable and all(amount * days for amount, days in modes):
                    spans[pool].append(RunSpan(feature, windows.earliest[item], modes, latest[item]))
    return spans


def _latest_ends(problem: Problem, windows: Windows, *, feature: int) -> dict[int, dict[int, int]]:
    """By item and release, the latest end of the item if the feature lands by that release.

    Support work counts as landed by any release; it has its windows.
    """
    items = problem.features[feature].items
    if not problem.features[feature].lands:
        last = range(len(problem.releases))[-1:]
        return {item: dict.fromkeys(last, windows.latest[item]) for item in items}
    ends: dict[int, dict[int, int]] = {item: {} for item in items}
    freeze = ship = 0
    for release in range(windows.first_release[feature], windows.last_release[feature] + 1):
        freeze = max(freeze, problem.releases[release].freeze)
        ship = max(ship, problem.releases[release].ship)
        after = problem.horizon
        for item in reversed(items):
            work = problem.items[item]
            after = min(after, windows.latest[item], freeze if work.by_freeze else ship)
            ends[item][release] = after
            after -= shortest(work, windows.modes[item])
    return ends


def _stretches(spans: list[RunSpan], horizon: int, *, grid: Grid) -> Iterator[tuple[int, int]]:
    begins = _thinned(sorted({0, *(span.earliest for span in spans)}), grid.begins)
    ends = _thinned(sorted({end for span in spans for end in span.latest.values()}), grid.ends)
    return ((begin, end) for begin in begins for end in ends if 0 <= begin < end <= horizon)


def _thinned(values: list[int], most: int) -> list[int]:
    """At most so many of the values, evenly chosen, first and last included."""
    if len(values) <= most:
        return values
    return sorted({values[round(n * (len(values) - 1) / (most - 1))] for n in range(most)})


def _add_row(
    model: cp_model.CpModel, variables: Variables, spans: list[RunSpan], *, begin: int, end: int, people_days: int
) -> None:
    terms: dict[int, tuple[cp_model.IntVar, int]] = {}
    for span in spans:
        later = 0
        for release in sorted(span.latest, reverse=True):
            energy = span.inside(release, begin, end)
            if energy > later:
                literal = variables.landed[span.feature][release]
                known = terms.get(literal.index, (literal, 0))[1]
                terms[literal.index] = (literal, known + energy - later)
                later = energy
    if sum(amount for _, amount in terms.values()) > people_days:
        model.add(sum(amount * literal for literal, amount in terms.values()) <= people_days)
