"""Finishing: what was begun is finished where that costs nothing, though no deal pays for it.

What is started stays: its work goes on, and what is behind that finds its place in the time that nobody else needs, so
that the plan is worth the same. Where it would take that time from something that is worth more, it does not.
"""

from __future__ import annotations

from roadmap.audit import broken_rules
from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.insertion import Built
from roadmap.solver.valuation import NEVER, Valuation
from roadmap.solver.windows import find_windows


def finish_begun(problem: Problem, schedule: Schedule) -> Schedule:
    """A valid schedule with those features that were begun and that fit beside it at no cost, each as early as it goes;
    nothing else moves, and it is worth the same."""
    pairs = enumerate(zip(problem.features, schedule.placements, strict=True))
    missing = [f for f, (feature, placed) in pairs if feature.begun and feature.planned is not False and placed is None]
    if not missing:
        return schedule
    decoder = Decoder(problem, find_windows(problem), valuation=Valuation(problem))
    built = decoder.inserter.rebuild(schedule)
    worth, quick = decoder.valuation.total(built.landings), [False] * len(problem.features)
    for feature in missing:
        mark = decoder.inserter.mark(built)
        fits = decoder.inserter.insert(built, feature, quick, len(problem.releases) - 1) and _land(problem, built)
        if not fits or decoder.valuation.total(built.landings) != worth:
            decoder.inserter.undo(built, mark)
    found = decoder.schedule(built)
    return schedule if broken_rules(problem, found) else found


def _land(problem: Problem, built: Built) -> bool:
    """Let what is placed and lands nowhere yet land in the first release that is cut, or costs nothing; whether it all
    does. Everything else lands where it did."""
    for feature in (feature for feature in built.placed if built.landings[feature] == NEVER):
        ready = [built.ready[feature], *(built.landings[other] for other in problem.features[feature].after)]
        trains = range(max(ready), len(problem.releases))
        train = next((r for r in trains if built.cut[r] or problem.releases[r].cost <= 0), NEVER)
        if train == NEVER:
            return False
        built.cut[train], built.landings[feature] = True, train
    return True
