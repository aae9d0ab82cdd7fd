"""Which engine of the search may run on which problem; every engine asks here, and none guesses by itself.

A rule of planning that an engine does not know is named here, so that the engine is left out where the rule is used:
pauses (`problem.absent`) in cores of large problems and where one thing is wanted as early as possible, waits other
than from an end to a start in the latter, any wait where there is a single slot.
"""

from __future__ import annotations

from roadmap.problem import Problem
from roadmap.solver.outcome import Search
from roadmap.solver.windows import Windows
from roadmap.tuning import TUNING

LARGEST = 10**8
"""The largest sum of amounts, and the most people, of a selection: the tolerance of HiGHS, 1e-9 of either, is far below
one."""


def is_large(problem: Problem) -> bool:
    """Whether there are so many items, support work included, that the full model is slow."""
    return sum(len(feature.items) for feature in problem.features) > TUNING.quick_items


def is_tiny(problem: Problem) -> bool:
    """Whether there are so few features that the full model alone is quicker than anything before it."""
    return len(problem.features) <= TUNING.tiny_features


def is_selection(problem: Problem, windows: Windows) -> bool:
    """Whether there is one slot and one release, and nothing to decide but what is built and who is served by it.

    Nothing is required, so that building nothing is always an answer.
    """
    single = problem.horizon == 1 and len(problem.releases) == 1 and problem.releases[0].fixed
    if not single:
        return False
    items = all(
        len(modes) == 1
        and problem.items[item].modes[modes[0]].days == 1
        and not problem.items[item].modes[modes[0]].until
        for item, modes in enumerate(windows.modes)
        if windows.open(problem.items[item].feature)
    )
    alone = all(len(f.items) == 1 and not f.planned and f.lands for f in problem.features)
    plain = not any(deal.challenges or deal.served for deal in problem.deals) and not problem.precedences
    return alone and plain and items and _is_small(problem)


def _is_small(problem: Problem) -> bool:
    amounts = [level.value for deal in problem.deals for level in deal.levels]
    amounts += [abs(feature.cost) for feature in problem.features] + [problem.releases[0].cost]
    return sum(amounts) < LARGEST and all(max(people) < LARGEST for people in problem.capacity)


def wanted_alone(problem: Problem, windows: Windows) -> int | None:
    """The feature that a problem asks for as early as possible; None if it asks for more, or work may pause."""
    feature = _wanted(problem)
    if feature is None or problem.absent or not windows.open(feature):
        return None
    features = windows.closure[feature]
    items = [item for f in features for item in problem.features[f].items]
    return feature if _is_plain(problem, windows, features, items) else None


def _wanted(problem: Problem) -> int | None:
    """The feature that all levels of the only deal want, where nothing has a price."""
    free = not any(f.cost or f.planned is not None or f.release is not None or not f.lands for f in problem.features)
    free = free and all(release.fixed or not release.cost for release in problem.releases)
    if not free or len(problem.deals) != 1:
        return None
    deal = problem.deals[0]
    wanted = {demand.features for level in deal.levels for demand in level.demands}
    plain = not deal.challenges and deal.served is not False and all(level.value > 0 for level in deal.levels)
    single = all(len(level.demands) == 1 for level in deal.levels) and len(wanted) == 1
    alone = next(iter(wanted)) if plain and single else ()
    return alone[0] if len(alone) == 1 else None


def _is_plain(problem: Problem, windows: Windows, features: tuple[int, ...], items: list[int]) -> bool:
    """Whether the work ends by freezes alone, and can be done in one way, at any time from some day on."""
    if not items or any(problem.features[f].not_before for f in features):
        return False
    limits = [release.freeze for release in problem.releases]
    plain = all(wait.is_plain for wait in problem.precedences)
    plain = plain and not any(mode.until for i in items for mode in problem.items[i].modes)
    whole = all(problem.items[i].latest >= problem.horizon and problem.items[i].start is None for i in items)
    whole = whole and not any(problem.items[i].ends_from for i in items)
    single = all(len(windows.modes[i]) == 1 and problem.items[i].by_freeze for i in items)
    return plain and whole and single and limits == sorted(limits) and all(windows.open(f) for f in features)


def may_have_cores(problem: Problem, *, seconds: float) -> bool:
    """Whether cores can pay in a search of so many seconds: not where the full model of the whole is as quick, nor on a
    large problem where work may pause, which makes the model of a core ten times as large."""
    large = is_large(problem)
    return seconds >= TUNING.core_seconds[large] and not is_tiny(problem) and not (large and problem.absent)


def may_recreate(problem: Problem, *, seconds: float, loaded: bool) -> bool:
    """Whether ruin and recreate can pay with so many seconds left; `loaded` says that its machine code is there."""
    return not is_tiny(problem) and (loaded or seconds >= TUNING.ruin_least_seconds)


def may_have_companion(problem: Problem, search: Search) -> bool:
    """Whether the full model pays in a process of its own: on a small problem, with time enough for it and several
    workers, where the clock may decide what is found."""
    small = not is_large(problem) and not is_tiny(problem)
    return small and search.seconds >= TUNING.companion_least and search.workers > 1 and not search.reproducible
