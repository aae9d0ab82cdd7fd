"""Writing a problem and a schedule into arrays, and reading a schedule back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from roadmap.pausing import ways_to_pause
from roadmap.problem import Deal, Feature, Item, Mode, Problem
from roadmap.schedule import NOWHERE, Pauses, Placement, Schedule, placement, runs_of
from roadmap.solver.construct.decoder import Decoder, Ready
from roadmap.solver.landings import Limits, limits_of
from roadmap.solver.local.compiled import layout as at
from roadmap.solver.valuation import Valuation, most_earned
from roadmap.solver.windows import Windows, shortest

Array = NDArray[np.int64]


class Packed:
    """One problem as an array, `problem`, and plans for it as arrays of their own; see `layout` for what is where."""

    def __init__(self, problem: Problem, windows: Windows, *, valuation: Valuation, decoder: Decoder) -> None:
        self._problem, self._windows, self._valuation, self._decoder = problem, windows, valuation, decoder
        self._words = [0] * at.HEAD_SIZE
        self._words[at.HORIZON], self._words[at.FOCUS] = problem.horizon, -1
        self._divide_plan()
        self._items = self._rows(len(problem.items), at.ITEM_WIDTH)
        self._features = self._table(at.FEATURES, len(problem.features), at.FEATURE_WIDTH)
        self._releases = self._table(at.RELEASES, len(problem.releases), at.RELEASE_WIDTH)
        self._deals = self._table(at.DEALS, len(problem.deals), at.DEAL_WIDTH)
        self._modes: list[dict[int, int]] = []
        self._ends: dict[tuple[int, ...], int] = {}
        self._kept: dict[tuple[Limits, ...], int] = {}
        self._write_items()
        self._write_features()
        self._write_releases()
        for row, (number, deal) in zip(self._deals, enumerate(problem.deals), strict=True):
            self._write(row, self._deal(number, deal))
        self.problem: Array = np.array(self._words, dtype=np.int64)

    def _divide_plan(self) -> None:
        """Say where a plan has what."""
        problem, words, place = self._problem, self._words, 0

        def room(count: int, width: int = 1) -> list[int]:
            nonlocal place
            place += count * width
            return list(range(place - count * width, place, width))

        items, features, releases = len(problem.items), len(problem.features), len(problem.releases)
        self._people = room(len(problem.capacity), problem.horizon) if problem.horizon else [0] * len(problem.capacity)
        words[at.ABSENT], words[at.PAUSE] = place, problem.longest_pause
        room(len(problem.absent), problem.horizon)
        self._pauses = [room(-(-self._span(number) // at.LANES)) for number in range(items)]
        self._places = room(items, at.PLACE_WIDTH)
        words[at.LANDINGS] = place
        self._landings, self._cut = room(features, at.LANDING_WIDTH), room(releases)
        words[at.LANDINGS_SIZE] = place - words[at.LANDINGS]
        words[at.STATE_SIZE] = place
        self._limits, self._styles, self._failed = room(items, at.LIMIT_WIDTH), room(features), room(features)
        for head, count in (
            (at.BEFORE, words[at.LANDINGS_SIZE]),
            (at.WITHIN, words[at.LANDINGS_SIZE]),
            (at.ITEM_TRAIL, items + 1),
            (at.FEATURE_TRAIL, features + 1),
            (at.CHOICES, 2 * features + 2),
            (at.STACK, features + 1),
        ):
            words[head] = place
            room(count)
        words[at.PLAN_SIZE] = place

    def _span(self, number: int) -> int:
        """The most slots that an item takes if it pauses; 0 if it does not."""
        item, window = self._problem.items[number], self._windows.latest[number] - self._windows.earliest[number]
        modes = [item.modes[mode] for mode in self._windows.modes[number]]
        pausing = [self._longest(item, mode) for mode in modes if mode.crews and self._longest(item, mode) > mode.days]
        return max(0, min(window, max(pausing, default=0)))

    def _longest(self, item: Item, mode: Mode) -> int:
        may = self._problem.absent and item.pauses
        return mode.longest(self._problem.longest_pause) if may or mode.until else mode.days

    def _rows(self, count: int, width: int) -> list[int]:
        begin = len(self._words)
        self._words.extend([0] * (count * width))
        return list(range(begin, len(self._words), width))

    def _table(self, head: int, count: int, width: int) -> list[int]:
        self._words[head] = len(self._words)
        rows = self._rows(count, width)
        self._words[head + 1] = len(self._words)
        return rows

    def _range(self, values: Iterable[int]) -> tuple[int, int]:
        """Write values at the end; where they begin and end."""
        begin = len(self._words)
        self._words.extend(values)
        return begin, len(self._words)

    def _write(self, row: int, values: Sequence[int]) -> None:
        self._words[row : row + len(values)] = values

    def _write_items(self) -> None:
        waits: list[list[int]] = [[] for _ in self._items]
        followers: list[list[int]] = [[] for _ in self._items]
        tied: set[int] = set()
        for wait in self._problem.precedences:
            sides = at.FROM_START * wait.from_start + at.TO_END * wait.to_end
            waits[wait.then] += (self._items[wait.first], wait.lag, sides)
            followers[wait.first] += (self._items[wait.then], wait.lag, sides)
            tied.update(() if wait.is_plain else (wait.first, wait.then))
        for number, item in enumerate(self._problem.items):
            usable = self._windows.modes[number]
            row = (
                self._features[item.feature], int(item.by_freeze), self._windows.earliest[number],
                self._windows.latest[number], -1 if item.start is None else item.start, shortest(item, usable),
                min(item.pools, default=-1), *self._write_modes(item, usable), *self._range(waits[number]),
                *self._range(followers[number]), self._places[number], self._limits[number],
                *((words[0], words[-1] + 1) if (words := self._pauses[number]) else (0, 0)),
                int(number in tied or item.ends_from > 0), item.ends_from,
            )  # fmt: skip
            self._write(self._items[number], row)

    def _write_modes(self, item: Item, usable: tuple[int, ...]) -> tuple[int, int]:
        """The modes of an item, the quickest first; where they begin and end."""
        order = sorted(usable, key=lambda m: (item.modes[m].days, item.modes[m].crew, m))
        begin = len(self._words)
        rows = self._rows(len(order), at.MODE_WIDTH)
        end = len(self._words)
        self._modes.append(dict(zip(order, rows, strict=True)))
        for mode, row in zip(order, rows, strict=True):
            days, crews = item.modes[mode].days, item.modes[mode].crews
            pairs = [value for pool, amount in crews for value in (self._people[pool], amount)] if days else []
            span = self._longest(item, item.modes[mode])
            until = self._until(item.modes[mode])
            lines = self._write_lines(item.modes[mode]) if span > days else (0,) * 4
            self._write(row, (days, days * item.modes[mode].crew, mode, *self._range(pairs), span, until, *lines))
        return begin, end

    def _until(self, mode: Mode) -> int:
        """Where the ends of a wait of calendar days are, written once for all waits alike; -1 for all other modes."""
        if mode.until and mode.until not in self._ends:
            self._ends[mode.until] = self._range(map(mode.end, range(self._problem.horizon + 1)))[0]
        return self._ends.get(mode.until, -1)

    def _write_lines(self, mode: Mode) -> tuple[int, ...]:
        """Where the people of each line of a mode are, and the ways in which its seats may pause."""
        if not mode.lines:
            return (0,) * 4
        ways: list[int] = []
        for seats, pausing in ways_to_pause(mode):
            missed = sum(people << (at.LINE * line) for line, people in enumerate(mode.missing(seats)))
            ways += (seats, missed, *pausing)
        return *self._range(mode.heads), *self._range(ways)

    def _write_features(self) -> None:
        dependents: list[list[int]] = [[] for _ in self._features]
        for number, feature in enumerate(self._problem.features):
            for other in feature.after:
                dependents[other].append(self._features[number])
        for number, feature in enumerate(self._problem.features):
            self._write(self._features[number], self._feature(number, feature, dependents[number]))

    def _feature(self, number: int, feature: Feature, dependents: list[int]) -> tuple[int, ...]:
        return (
            *self._range(self._items[item] for item in feature.items),
            *self._range(self._features[other] for other in feature.after),
            *self._range(self._features[other] for other in self._windows.closure[number]),
            *self._range(dependents),
            feature.cost, -1 if feature.release is None else feature.release,
            int(number in self._decoder.inserter.kept), self._windows.first_release[number],
            self._windows.last_release[number], self._decoder.dear[number], self._landings[number],
            self._styles[number], int(feature.lands), self._failed[number],
            self._keeps(number),
        )  # fmt: skip

    def _keeps(self, number: int) -> int:
        """Where the limits are that a feature keeps by release, written once for all that keep the same."""
        limits = tuple(limits_of(self._problem, number, release) for release in range(len(self._releases)))
        if limits not in self._kept:
            self._kept[limits] = self._range(limit for pair in limits for limit in pair)[0]
        return self._kept[limits]

    def _write_releases(self) -> None:
        rising = self._decoder.inserter.rising
        for row, release, rises, cut in zip(self._releases, self._problem.releases, rising, self._cut, strict=True):
            self._write(row, (release.freeze, release.ship, release.cost, int(release.fixed), int(rises), cut))

    def _demands(self, demands: Sequence[Ready]) -> tuple[int, int]:
        begin = len(self._words)
        rows = self._rows(len(demands), at.DEMAND_WIDTH)
        end = len(self._words)
        for row, (features, last) in zip(rows, demands, strict=True):
            self._write(row, (last, *self._range(self._features[feature] for feature in features)))
        return begin, end

    def _deal(self, number: int, deal: Deal) -> tuple[int, ...]:
        levels = self._rows(len(deal.levels), at.LEVEL_WIDTH)
        levels_end = len(self._words)
        for row, level, demands in zip(levels, deal.levels, self._valuation.levels[number], strict=True):
            self._write(row, (level.value, *self._demands(demands)))
        targets = [place for target in self._decoder.targets[number] for place in self._demands(target)]
        challenges = self._rows(len(deal.challenges), at.CHALLENGE_WIDTH)
        challenges_end = len(self._words)
        for row, challenge, demand in zip(challenges, deal.challenges, self._valuation.challenges[number], strict=True):
            self._write(row, (self._demands([demand])[0], self._range(challenge.penalties)[0]))
        gate = min((demand.latest for level in deal.levels for demand in level.demands), default=0)
        served = 0 if deal.served is None else 1 if deal.served else -1
        return (
            levels_end - len(levels) * at.LEVEL_WIDTH, levels_end, *self._range(targets),
            challenges_end - len(challenges) * at.CHALLENGE_WIDTH, challenges_end,
            served, most_earned(deal), self._decoder.effort(number) + 1, gate,
        )  # fmt: skip

    def plan(self, schedule: Schedule) -> Array | None:
        """A valid schedule as a plan; None if it uses a mode that is of no use."""
        plan = np.zeros(self._words[at.PLAN_SIZE], dtype=np.int64)
        people = np.array((*self._problem.capacity, *self._problem.absent), dtype=np.int64).ravel()
        plan[: len(people)] = people
        for places, empty in ((self._places, -1), (self._landings, at.NEVER), (self._limits, at.NEVER)):
            if places:
                plan[places[0] : places[-1] + (3 if empty == -1 else 2)] = empty
        for cut, release in zip(self._cut, self._problem.releases, strict=True):
            plan[cut] = int(release.fixed)
        for number, placed in enumerate(schedule.placements):
            if placed is not None and not self._place(plan, number, placed):
                return None
        return plan

    def _place(self, plan: Array, number: int, placed: Placement) -> bool:
        for run in runs_of(self._problem, number, placed):
            if run.choice not in self._modes[run.item]:
                return False
            for pool, amount in run.mode.crews:
                plan[self._people[pool] + run.start : self._people[pool] + run.end] -= amount
            for slot, seats in run.pauses:
                for (pool, _), missing in zip(run.mode.crews, run.mode.pausing(seats), strict=True):
                    plan[self._people[pool] + slot] += missing
                    plan[self._people[pool] + self._words[at.ABSENT] + slot] -= missing
            for slot, seats in run.pauses:
                word, lane = divmod(slot - run.start, at.LANES)
                plan[self._pauses[run.item][word]] |= seats << (at.BITS * lane)
            place = self._places[run.item]
            plan[place : place + at.PLACE_WIDTH] = run.start, run.end, self._modes[run.item][run.choice]
        plan[self._landings[number] : self._landings[number] + at.LANDING_WIDTH] = placed.release
        if placed.release != NOWHERE:
            plan[self._cut[placed.release]] = 1
        return True

    def schedule(self, plan: Array) -> Schedule:
        """A plan as a schedule."""
        return Schedule(tuple(self._placement(plan, number) for number in range(len(self._features))))

    def _placement(self, plan: Array, number: int) -> Placement | None:
        landing = int(plan[self._landings[number] + at.LANDS])
        if landing == at.NEVER:
            return None
        items = self._problem.features[number].items
        places = [self._places[item] for item in items]
        return placement(
            landing,
            [int(plan[place + at.START]) for place in places],
            [int(self.problem[plan[place + at.MODE] + at.NUMBER]) for place in places],
            [self._pauses_of(plan, item) for item in items],
        )

    def _pauses_of(self, plan: Array, item: int) -> Pauses:
        words, start = [int(plan[word]) for word in self._pauses[item]], int(plan[self._places[item] + at.START])
        lanes = (word >> (at.BITS * n) & at.SEATS for word in words for n in range(at.LANES))
        return tuple((start + slot, seats) for slot, seats in enumerate(lanes) if seats)
