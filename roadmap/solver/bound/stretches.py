"""Energy rows chosen by violation: the stretches of time that a fractional plan overfills most, for each pool.

For every item, release and stretch [begin, end) the fewest people-days that the item spends in it if its feature lands
by that release are tabled once; a look at all stretches is then one product of arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from roadmap.problem import Problem
from roadmap.solver.cpsat.energy import RunSpan, find_spans
from roadmap.solver.cpsat.relaxation import Row
from roadmap.solver.windows import Windows
from roadmap.tuning import TUNING


class Stretches:
    """All stretches of one pool: `landed[f][r]` gives the variable that says that f lands by release r."""

    def __init__(
        self, spans: Sequence[RunSpan], people: Sequence[int], *, landed: Sequence[Sequence[int]], horizon: int
    ) -> None:
        latest = sorted({end for span in spans for end in span.latest.values() if 0 < end <= horizon} | {horizon})
        heads = sorted({0, *(span.earliest for span in spans if span.earliest < horizon)})
        columns = sum(len(span.latest) for span in spans)
        most = max(4, int((TUNING.stretch_cells / max(1, columns)) ** 0.5))
        self.begins, self.ends = _thinned(heads, most), _thinned(latest, most)
        sums = np.array([0, *accumulate(people)])
        self.room = sums[self.ends][None, :] - sums[self.begins][:, None]
        self.pairs: list[tuple[int, int]] = []
        steps = [self._steps(span, landed[span.feature]) for span in spans]
        shape = (0, len(self.begins), len(self.ends))
        self.steps = np.concatenate([*steps, np.zeros(shape, dtype=np.int32)])
        self.variables = np.array([variable for _, variable in self.pairs], dtype=int)
        self._known = self.begins[:, None] >= self.ends[None, :]

    def _steps(self, span: RunSpan, row: Sequence[int]) -> NDArray[np.int32]:
        """By release, how much more the item must spend in each stretch than if it landed one release later."""
        releases = sorted(span.latest)
        energies = [self._energy(span, span.latest[release]) for release in releases]
        later = [*energies[1:], np.zeros_like(self.room)]
        self.pairs.extend((span.feature, row[release]) for release in releases)
        steps = [np.maximum(0, mine - after) for mine, after in zip(energies, later, strict=True)]
        return np.array(steps, dtype=np.int32).reshape(-1, *self.room.shape)

    def _energy(self, span: RunSpan, latest: int) -> NDArray[np.int64]:
        """The fewest people-days in each stretch of an item that ends by `latest`; 0 where no mode is quick enough."""
        begins, ends = self.begins[:, None], self.ends[None, :]
        modes = [(amount, days) for amount, days in span.modes if span.earliest + days <= latest]
        best: NDArray[np.int64] | None = None
        for amount, days in modes:
            inside = np.minimum(np.minimum(days, ends - begins), span.earliest + days - begins)
            energy = amount * np.maximum(0, np.minimum(inside, ends - (latest - days)))
            best = energy if best is None else np.minimum(best, energy)
        return np.zeros_like(self.room) if best is None else best

    def overfilled(self, values: NDArray[np.float64], most: int) -> list[Row]:
        """Rows for the stretches that a point overfills most, at most so many, none of them twice."""
        if not len(self.pairs):
            return []
        weights = values[self.variables]
        used = np.flatnonzero(weights > 1e-7)
        need = np.tensordot(weights[used], self.steps[used], 1)
        excess = np.where(self._known, -1.0, (need - self.room) / np.maximum(1, self.room))
        rows: list[Row] = []
        chosen: list[tuple[int, int]] = []
        for place in np.argsort(-excess, axis=None, kind="stable")[: 40 * most]:
            b, e = divmod(int(place), len(self.ends))
            if excess[b, e] < TUNING.stretch_least or len(rows) == most:
                break
            begin, end = int(self.begins[b]), int(self.ends[e])
            if all(abs(begin - other) + abs(end - last) >= TUNING.stretch_apart for other, last in chosen):
                chosen.append((begin, end))
                self._known[b, e] = True
                rows.append(self._row(b, e))
        return rows

    def _row(self, begin: int, end: int) -> Row:
        amounts: dict[int, int] = {}
        for variable, amount in zip(self.variables, self.steps[:, begin, end], strict=True):
            if amount:
                amounts[int(variable)] = amounts.get(int(variable), 0) + int(amount)
        return list(amounts), list(amounts.values()), int(self.room[begin, end])


def find_stretches(problem: Problem, windows: Windows, *, landed: Sequence[Sequence[int]]) -> list[Stretches]:
    """The stretches of every pool that anything takes people of."""
    spans = find_spans(problem, windows)
    return [
        Stretches(mine, people, landed=landed, horizon=problem.horizon)
        for mine, people in zip(spans, problem.held, strict=True)
        if mine and problem.horizon
    ]


def _thinned(values: list[int], most: int) -> NDArray[np.int64]:
    """At most so many of the values, evenly chosen, first and last included."""
    if len(values) <= most:
        return np.array(values)
    return np.array(sorted({values[round(n * (len(values) - 1) / (most - 1))] for n in range(most)}))
