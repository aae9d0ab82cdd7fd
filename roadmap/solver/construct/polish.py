"""The post-pass: the same plan or a better one, with less in it and everything as early as it goes, or as late where
that is preferred.

Features that earn nothing are dropped, work moves as early as it fits, landings move to the first release that is cut,
and releases that are not worth their cost are not cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from roadmap.pausing import Fit
from roadmap.problem import Feature, Problem
from roadmap.schedule import NOWHERE, Placement, Schedule, placement, runs_of
from roadmap.solver.construct.delaying import Delayer
from roadmap.solver.construct.timetable import Timetable
from roadmap.solver.construct.waits import Waits
from roadmap.solver.landings import done, takes
from roadmap.solver.valuation import NEVER, Valuation, landings_of
from roadmap.solver.windows import Windows, no_more
from roadmap.tuning import TUNING


class Polisher:
    """Polishes valid schedules of one problem; the result is valid and never worth less."""

    def __init__(self, problem: Problem, windows: Windows, *, valuation: Valuation) -> None:
        self.problem, self.windows, self.valuation = problem, windows, valuation
        self._order = _topological(problem, windows)
        self._waits, self._delayer = Waits(problem), Delayer(problem)

    def polish(self, schedule: Schedule) -> Schedule:
        """The polished schedule."""
        placements = self._shift(self._dropped(list(schedule.placements)))
        landings = self._best_landings(placements)
        placements = [
            None if p is None or landing == NEVER else replace(p, release=landing)
            for p, landing in zip(placements, landings, strict=True)
        ]
        placements = self._with_next(self._shift(self._dropped(placements)))
        return Schedule(tuple(self._apart(placements) if self._delayer.late else placements))

    def _apart(self, placements: list[Placement | None]) -> list[Placement | None]:
        """What prefers to be late as late as it goes, and all else as early as it then goes; each may make room for the
        other. What is late has the last word, so that it moves no more."""
        for _round in range(TUNING.late_rounds):
            moved = self._shift(self._delayer.delay_all(placements), held=self._delayer.late)
            if moved == placements:
                break
            placements = moved
        return self._delayer.delay_all(placements)

    def moved(self, placements: Sequence[Placement | None], table: Timetable) -> Schedule:
        """The schedule that a timetable has, with everything as early as it goes, or as late where that is preferred;
        it lands where it did."""
        found = self._shift(self._placements(list(placements), table), held=self._delayer.late)
        return Schedule(tuple(self._apart(found) if self._delayer.late else found))

    def without_idle(self, schedule: Schedule) -> Schedule:
        """The schedule without the features that earn nothing; the others stay as they are, but for what prefers to be
        late. Worth no less."""
        return Schedule(tuple(self._delayer.delay_all(self._dropped(list(schedule.placements)))))

    def _dropped(self, placements: list[Placement | None]) -> list[Placement | None]:
        kept = self._useful(landings_of(Schedule(tuple(placements))))
        return [placed if position in kept else None for position, placed in enumerate(placements)]

    def _useful(self, landings: list[int]) -> set[int]:
        """The features that pins or the levels and challenges that pay rest on, and what those come after; and those
        that were begun where they cost nothing."""
        features = self.problem.features
        kept: set[int] = set()
        for position, feature in enumerate(features):
            if landings[position] != NEVER and (feature.planned or feature.cost < 0):
                kept.update(self.windows.closure[position])
        choices = []
        for deal in range(len(self.problem.deals)):
            for wanted, last in self._counted(deal, landings):
                choices.append([f for f in wanted if landings[f] <= last])
        for choice in sorted(choices, key=len):
            if kept.isdisjoint(choice):
                best = min(choice, key=lambda f: (features[f].cost, landings[f], f))
                kept.update(self.windows.closure[best])
        for position, feature in enumerate(features):
            more = set(self.windows.closure[position]) - kept
            if feature.begun and landings[position] != NEVER and self._is_free(more, kept, landings):
                kept |= more
        return kept

    def _is_free(self, more: set[int], kept: set[int], landings: list[int]) -> bool:
        """Whether some features cost nothing, landings included, beside those that are kept."""
        cut = {landings[f] for f in kept}
        trains = {landings[f] for f in more if self.problem.features[f].lands} - cut
        free = all(self.problem.releases[r].fixed or self.problem.releases[r].cost <= 0 for r in trains)
        return free and sum(self.problem.features[f].cost for f in more) <= 0

    def _counted(self, deal: int, landings: list[int]) -> list[tuple[tuple[int, ...], int]]:
        """The demands that what a deal earns rests on."""
        taken, _ = self.valuation.taken(deal, landings)
        counted = [demand for level in self.valuation.levels[deal][:taken] for demand in level]
        unmet = set(self.valuation.unmet(deal, landings))
        for position, challenge in enumerate(self.problem.deals[deal].challenges):
            if position not in unmet and any(challenge.penalties[:taken]):
                counted.append(self.valuation.challenges[deal][position])
        return counted

    def _shift(
        self, placements: list[Placement | None], *, held: frozenset[int] = frozenset()
    ) -> list[Placement | None]:
        """Every item as early as it fits beside the others, taken in order of their starts; support work stays, and
        what is held."""
        problem, table = self.problem, Timetable(self.problem)
        for position, placed in enumerate(placements):
            for run in runs_of(problem, position, placed) if placed is not None else ():
                kept = run.choice if run.pauses else self._usable(run.item, run.choice)
                table.put(run.item, run.start, kept, run.pauses)
        rank = {item: n for n, item in enumerate(i for f in self._order for i in problem.features[f].items)}
        landing = [feature for feature in problem.features if feature.lands]
        previous = {b: a for f in landing for a, b in pairwise(f.items)}
        for item in sorted(table.trail, key=lambda i: (table.starts[i], rank[i])):
            work, start, mode = problem.items[item], table.starts[item], table.modes[item]
            if work.start is not None or not problem.features[work.feature].lands or item in held:
                continue
            begin, least = self._waits.earliest(item, table)
            begin = max(begin, work.earliest, table.ends[previous[item]] if item in previous else 0)
            there = Fit(start, table.ends[item], table.pauses[item])
            table.lift(item)
            found = table.find(item, mode, begin, start, there.end, earliest_end=least) or there
            table.put(item, found.start, mode, found.pauses)
        return self._placements(placements, table)

    def _placements(self, placements: list[Placement | None], table: Timetable) -> list[Placement | None]:
        """The placements as a timetable has them."""
        pairs = zip(self.problem.features, placements, strict=True)
        return [None if placed is None else _placed(placed.release, work, table) for work, placed in pairs]

    def _with_next(self, placements: list[Placement | None]) -> list[Placement | None]:
        """Steps land with the first feature that comes after them, if their work keeps its limits."""
        found = list(placements)
        for position in reversed(self._order):
            placed = found[position]
            if placed is None or not self.problem.features[position].step:
                continue
            behind = [p.release for p, f in zip(found, self.problem.features, strict=True) if p and position in f.after]
            if behind and min(behind) in self._fits(position, placed):
                found[position] = replace(placed, release=min(behind))
        return found

    def _usable(self, item: int, mode: int) -> int:
        """The mode itself, or one that is no longer with no more people where the windows keep only that."""
        usable, modes = self.windows.modes[item], self.problem.items[item].modes
        if mode in usable:
            return mode
        return next((m for m in usable if no_more(modes[m], modes[mode])), mode)

    def _best_landings(self, placements: list[Placement | None]) -> list[int]:
        """Landings for the placed work, the releases to cut chosen by dropping and adding one at a time.

        Where the value is the same, a release that costs nothing is cut, so that work lands early; another is not.
        """
        limits = [self._fits(position, placed) for position, placed in enumerate(placements)]
        cut = set(self.valuation.fixed)
        cut.update(p.release for p in placements if p is not None and p.release != NOWHERE)
        landings = self._landed(limits, cut)
        value = self.valuation.total(landings)
        for _ in range(3):
            before = value
            for release in range(len(self.problem.releases)):
                if release in self.valuation.fixed:
                    continue
                tried = self._landed(limits, cut ^ {release})
                worth = self.valuation.total(tried) if self._complete(limits, tried) else None
                free = self.problem.releases[release].cost <= 0
                if worth is not None and (worth > value or (worth == value and free != (release in cut))):
                    cut, landings, value = cut ^ {release}, tried, worth
            if value == before:
                break
        return landings

    def _fits(self, position: int, placed: Placement | None) -> list[int]:
        """The releases whose limits a placed feature keeps; none for a feature that is not placed."""
        if placed is None:
            return []
        feature = self.problem.features[position]
        if feature.release is not None or not feature.lands:
            return [placed.release if feature.release is None else feature.release]
        ready = done(self.problem, position, {run.item: run.end for run in runs_of(self.problem, position, placed)})
        return [r for r in range(len(self.problem.releases)) if takes(self.problem, position, r, ready)]

    def _landed(self, limits: list[list[int]], cut: set[int]) -> list[int]:
        """Every feature in the first cut release that it fits, not before what it comes after."""
        landings = [NEVER] * len(limits)
        for feature in self._order:
            first = max((landings[other] for other in self.problem.features[feature].after), default=0)
            fits = (r for r in limits[feature] if r == NOWHERE or (r >= first and r in cut))
            landings[feature] = next(fits, NEVER)
        return landings

    def _complete(self, limits: list[list[int]], landings: list[int]) -> bool:
        """Whether everything that is pinned to be built still lands, and every deal pinned to be served is served."""
        lands = all(
            not fits or landing != NEVER or not feature.planned
            for fits, landing, feature in zip(limits, landings, self.problem.features, strict=True)
        )
        served = (d for d, deal in enumerate(self.problem.deals) if deal.served)
        return lands and all(self.valuation.reached(deal, landings) for deal in served)


def _placed(release: int, feature: Feature, table: Timetable) -> Placement:
    items = feature.items
    starts, modes = [table.starts[i] for i in items], [table.modes[i] for i in items]
    return placement(release, starts, modes, [table.pauses[i] for i in items])


def _topological(problem: Problem, windows: Windows) -> list[int]:
    """Features in an order in which each comes after what it needs."""
    return list(dict.fromkeys(other for feature in range(len(problem.features)) for other in windows.closure[feature]))
