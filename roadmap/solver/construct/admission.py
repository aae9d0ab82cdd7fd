"""One more deal beside a plan that stays as it is: the first release that could serve it, in milliseconds.

Everything that is placed keeps its place; what the deal needs is inserted into what is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from roadmap.problem import Deal, Demand, Level, Problem
from roadmap.schedule import NOWHERE, Schedule
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.landings import done, takes
from roadmap.solver.valuation import NEVER, Valuation
from roadmap.solver.windows import find_windows

Wanted = Sequence[tuple[int, ...]]
"""What a deal needs: for each need the features of which one is enough."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """The release by which all that is wanted lands, and the schedule with it, in which all else is where it was."""

    release: int
    schedule: Schedule


class Admission:
    """Finds room for further needs beside a valid schedule of one problem; `wanted` is all that will be asked for."""

    def __init__(self, problem: Problem, schedule: Schedule, wanted: Wanted) -> None:
        ships = max((release.ship for release in problem.releases), default=0)
        asked = Deal((Level(1, tuple(Demand(features, ships) for features in wanted)),))
        lax = replace(problem, deals=(*problem.deals, asked))
        self.windows = find_windows(lax)
        self.decoder = Decoder(lax, self.windows, valuation=Valuation(lax))
        self._problem, self._quick = problem, [False] * len(problem.features)
        self._built = self.decoder.inserter.rebuild(schedule)
        self._make_ready()

    def _make_ready(self) -> None:
        """Features could land as soon as their work is done, though they wait for a release that is cut."""
        built = self._built
        order = dict.fromkeys(other for f in range(len(self._problem.features)) for other in self.windows.closure[f])
        for feature in order:
            work, ready = self._problem.features[feature], built.ready[feature]
            if ready in (NEVER, NOWHERE) or work.release is not None:
                continue
            ended = done(self._problem, feature, built.table.ends)
            first = max((built.ready[other] for other in work.after), default=0)
            built.ready[feature] = next(
                release
                for release in range(min(first, ready), ready + 1)
                if release == ready or takes(self._problem, feature, release, ended)
            )

    def not_before(self, wanted: Wanted) -> int:
        """The first release by which all that is wanted could land if everybody worked for it alone; the number of
        releases if there is none. No plan does it sooner."""
        first, last = self.windows.first_release, len(self._problem.releases)
        return min(last, max((min((first[f] for f in features), default=last) for features in wanted), default=0))

    def earliest(self, wanted: Wanted) -> Admitted | None:
        """The first release by which all that is wanted finds room beside the rest; None if it never does."""
        built, inserter = self._built, self.decoder.inserter
        for last in range(self.not_before(wanted), len(self._problem.releases)):
            mark, ready = inserter.mark(built), built.ready[:]
            needed = [self._meet(features, last) for features in wanted]
            found = None
            if all(feature >= 0 for feature in needed):
                release = max((built.ready[feature] for feature in needed), default=0)
                inserter.cut(built, release)
                inserter.open_for(built, built.placed)
                found = Admitted(release, self.decoder.schedule(built))
            inserter.undo(built, mark)
            built.ready[:] = ready
            if found is not None:
                return found
        return None

    def _meet(self, features: tuple[int, ...], last: int) -> int:
        """A feature that meets a need by a release, inserted if none does yet; -1 if there is no room for any."""
        built, inserter = self._built, self.decoder.inserter
        there = next((feature for feature in features if built.ready[feature] <= last), -1)
        if there >= 0:
            return there
        for feature in sorted(features, key=lambda f: inserter.effort(self.windows.closure[f])):
            if built.ready[feature] != NEVER:
                continue
            mark = inserter.mark(built)
            if inserter.insert(built, feature, self._quick, last) and built.ready[feature] <= last:
                return feature
            inserter.undo(built, mark)
        return -1


def kept(problem: Problem, schedule: Schedule, deals: Sequence[int]) -> Problem:
    """The same question with every one of some deals pinned to get what it gets from a schedule, or more, and with all
    other deals worth nothing."""
    valuation = Valuation(problem)
    landings = [NEVER if placement is None else placement.release for placement in schedule.placements]
    wanted = set(deals)
    return replace(
        problem,
        deals=tuple(
            held(deal, *_got(valuation, position, landings)) if position in wanted else Deal(())
            for position, deal in enumerate(problem.deals)
        ),
    )


def _got(valuation: Valuation, deal: int, landings: list[int]) -> tuple[int, frozenset[int]]:
    levels, _ = valuation.taken(deal, landings)
    unmet = set(valuation.unmet(deal, landings))
    return levels, frozenset(range(len(valuation.problem.deals[deal].challenges))) - unmet


def held(deal: Deal, levels: int, challenges: frozenset[int]) -> Deal:
    """A deal pinned to reach its first so many levels with some of its challenges met; one that is free for none."""
    if not levels:
        return Deal(())
    latest: dict[tuple[int, ...], int] = {}
    demands = [demand for level in deal.levels[:levels] for demand in level.demands]
    demands += [
        deal.challenges[number].demand for number in sorted(challenges) if any(deal.challenges[number].penalties)
    ]
    for demand in demands:
        latest[demand.features] = min(demand.latest, latest.get(demand.features, demand.latest))
    value = sum(level.value for level in deal.levels[:levels])
    return Deal((Level(value, tuple(Demand(features, limit) for features, limit in latest.items())),), served=True)


def on_time(deal: Deal) -> Deal:
    """A deal pinned to have every need met in time; its challenges stay a matter of price."""
    pinned = held(deal, len(deal.levels), frozenset())
    challenges = tuple(replace(challenge, penalties=(sum(challenge.penalties),)) for challenge in deal.challenges)
    return replace(pinned, challenges=challenges)
