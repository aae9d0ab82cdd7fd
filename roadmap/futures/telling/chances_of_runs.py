"""Telling: the runs of a plan as its chances, in names and days."""

from __future__ import annotations

import itertools
from datetime import date

import numpy as np
import numpy.typing as npt

from roadmap.futures.chances import (
    DOTS,
    Chances,
    DayRange,
    FeatureChance,
    GateChance,
    LoadChance,
    ReleaseChance,
)
from roadmap.futures.network import SURE
from roadmap.futures.playing.gates import GateWait
from roadmap.futures.playing.play import Times
from roadmap.futures.playing.simulating import Block, Game
from roadmap.futures.playing.skill_load import LoadCounter
from roadmap.futures.telling.deciding import Deciding
from roadmap.futures.telling.removing import removals_of
from roadmap.futures.telling.revenue import revenue_of
from roadmap.futures.telling.tripping import Tripping
from roadmap.version import __version__

QUANTILES = (0.5, 0.8, 0.9)
DAYS = tuple(share - 0.5 / DOTS for share in QUANTILES)
"""Shares for days of work. Days are whole, so the first day that reaches a share holds more often than that, by up to a
few points; these are the shares that round to 10, 16 and 18 of 20."""


def chances_of(game: Game, block: Block, traced: Block, *, counter: LoadCounter, seed: int) -> Chances:
    """The chances of a plan from all of its runs, and from the block in which it was noted what held up what."""
    plan = game.present.plan
    confidence = float(game.present.project.header.policy.uncertainty.confidence)
    teller = _Teller(game, block, confidence)
    worked = [job for job in game.network.jobs if job.spread != SURE]
    default = [job for job in worked if job.spread[1] == 1.0]
    return Chances(
        plan="" if plan.verdict is None else plan.verdict.digest,
        product=__version__,
        name=plan.name,
        as_of=plan.as_of,
        currency=plan.currency,
        runs=block.kept.shape[1],
        seed=seed,
        confidence=confidence,
        default_ranges=len(default),
        stated_ranges=len(worked) - len(default),
        features=teller.features(),
        releases=teller.releases(),
        gates=teller.gates(Deciding(game, traced)),
        revenue=revenue_of(game, block),
        load=_load(game, block, counter),
        removals=removals_of(game, seed=seed),
    )


def chance_of(hits: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """A share of runs and its standard error."""
    share = float(hits.mean())
    return round(share, 4), round(float(np.sqrt(share * (1 - share) / len(hits))), 4)


class _Teller:
    def __init__(self, game: Game, block: Block, confidence: float) -> None:
        self._game, self._block, self._confidence = game, block, confidence
        self._tripping = Tripping(game, block)
        self._names = game.present.indexed.names
        self._releases: tuple[str | None, ...] = (*self._names.releases, None)

    def features(self) -> list[FeatureChance]:
        found: dict[str, FeatureChance] = {}
        planned = {one.feature: one.planned for one in self._game.network.landings}
        for row, feature in enumerate(self._game.verified):
            if feature != self._names.position(self._names.features[feature]):
                continue  # a segment that lands with the last
            boarded, key = self._block.boarded[feature], self._names.features[feature]
            chance, error = chance_of(boarded <= planned[feature])
            found[key] = FeatureChance(
                id=key,
                release=self._names.releases[planned[feature]],
                chance=chance,
                error=error,
                verified=self._days(self._block.verified[row]),
                releases=self._shares(boarded),
                promise=self._promise(boarded),
            )
        return list(found.values())

    def _shares(self, trains: npt.NDArray[np.int16]) -> dict[str, float]:
        counts = np.bincount(trains, minlength=len(self._releases))
        pairs = zip(self._names.releases, counts, strict=False)
        return {release: round(float(count / len(trains)), 4) for release, count in pairs if count}

    def _days(self, ends: Times) -> DayRange:
        p50, p80, p90 = np.quantile(ends, DAYS, method="inverted_cdf")
        return DayRange(p50=self._day(int(p50)), p80=self._day(int(p80)), p90=self._day(int(p90)))

    def _day(self, end: int) -> date | None:
        if end > self._game.network.horizon:
            return None
        return self._names.day(max(0, end - 1))

    def _promise(self, trains: npt.NDArray[np.int16]) -> str | None:
        return self._releases[int(np.quantile(np.maximum(trains, 0), self._confidence, method="inverted_cdf"))]

    def releases(self) -> list[ReleaseChance]:
        contents: dict[str, list[FeatureChance]] = {}
        for feature in self.features():
            contents.setdefault(feature.release, []).append(feature)
        found = []
        for position, key in enumerate(self._names.releases):
            own = sorted(contents.get(key, []), key=lambda one: (-one.chance, one.id))
            mine = [one.feature for one in self._game.network.landings if one.planned == position]
            if own:
                whole, _ = chance_of(np.asarray((self._block.boarded[mine] <= position).all(axis=0)))
                above = sum(one.chance >= self._confidence for one in own)
                found.append(ReleaseChance(id=key, contents=[one.id for one in own], above=above, whole=whole))
        return found

    def gates(self, deciding: Deciding) -> list[GateChance]:
        rows = enumerate(self._game.gates)
        return [
            line for row, wait in rows if any(n.past is None for n in wait.needs)
            if (line := self._gate(row, wait, deciding)) is not None
        ]  # fmt: skip

    def _gate(self, row: int, wait: GateWait, deciding: Deciding) -> GateChance | None:
        trains, late = self._block.trains[row], self._block.late[row]
        deal = self._names.deals[wait.deal]
        line = next(gate for gate in self._game.present.deals[deal].gates if gate.gate is wait.gate)
        if line.release is None:
            return None
        chance, error = chance_of(late <= 0)
        dots = np.quantile(np.maximum(trains, 0), (np.arange(DOTS) + 0.5) / DOTS, method="inverted_cdf")
        ready = [self._ready(int(train), wait) for train in np.quantile(trains, QUANTILES, method="inverted_cdf")]
        promise, planned = self._promise(trains), self._names.releases.index(line.release)
        decides = deciding.of(wait)
        return GateChance(
            deal=deal,
            gate=wait.gate,
            day=line.day,
            release=line.release,
            chance=chance,
            error=error,
            ready=DayRange(p50=ready[0], p80=ready[1], p90=ready[2]),
            promise=promise,
            promised=None if promise is None else self._ready(self._names.releases.index(promise), wait),
            on_release=chance_of(trains <= planned)[0],
            tripwires=self._tripping.of(row, planned, decides),
            dots=[self._releases[int(dot)] for dot in dots],
            late=round(DOTS * (1 - chance)),
            decides=decides,
        )

    def _ready(self, train: int, wait: GateWait) -> date | None:
        if train >= len(self._names.releases):
            return None
        if train < 0:
            return self._game.present.plan.as_of
        ship = self._game.present.draft.ship_day(self._names.releases[train])
        return self._names.calendar.add(ship, wait.lead)


def _load(game: Game, block: Block, counter: LoadCounter) -> list[LoadChance]:
    """The load month by month; `planned` with every deal won and nothing uncertain."""
    if block.loads is None:
        return []
    planned = counter.count(game.player.as_planned())[:, :, 0]
    half, most = np.quantile(block.loads, (0.5, 0.9), axis=2)
    return [
        LoadChance(
            skill=skill,
            month=game.present.indexed.names.day(begin).replace(day=1),
            planned=round(float(planned[row, column]), 2),
            p50=round(float(half[row, column]), 2),
            p90=round(float(most[row, column]), 2),
            there=round(_there(game, skill, begin, end), 2),
        )
        for row, skill in enumerate(counter.skills)
        for column, (begin, end) in enumerate(counter.months)
        if end > begin
    ]


def _there(game: Game, skill: str, begin: int, end: int) -> float:
    """The people of a skill who are there, on average; running work included."""
    workers = [worker for worker in game.present.indexed.staff.whole if worker.speed(skill)]
    days = sum(max(0, min(end, b) - max(begin, a)) for worker in workers for a, b in worker.present)
    return days / (end - begin)


def months_of(game: Game) -> list[tuple[int, int]]:
    """The months of the plan as half-open intervals of slots."""
    names, horizon = game.present.indexed.names, game.network.horizon
    firsts = [0, *(n for n in range(1, horizon) if names.day(n).month != names.day(n - 1).month), horizon]
    return [(begin, end) for begin, end in itertools.pairwise(firsts) if end > begin]
