"""The price of confidence: what a plan can be worth with 50, 70, 80 and 90 %, a staircase.

For each step a plan is looked for, and every plan that was weighed on the way is scored for all steps. The best of each
step are played in the same fresh futures, and each step names the one that is worth most with its confidence: so the
steps never rise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from roadmap.explaining.present import Present
from roadmap.futures.confidence.reaching import Reacher, Roomy, SureSearch, fresh_seed
from roadmap.futures.confidence.search_clock import SearchClock
from roadmap.futures.confidence.weighing import Weighed, weighed
from roadmap.tuning import TUNING

LEVELS = (0.5, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class ConfidenceStep:
    """What the best plan for one confidence is worth, in thousands of the currency.

    `value` is that if all goes as planned, `cost` how much less that is than the present plan, `expected` the average
    over the futures. `assured` counts each deal with what it earns as planned where its promises hold with the
    confidence, and else with what it keeps at least in that share of the futures. `reached` of `count` served deals
    that wait for a release hold with it. The step of `confidence` None is the present plan, whose `assured` is its
    value.
    """

    confidence: float | None
    value: int
    cost: int
    expected: int
    assured: int
    reached: int
    count: int


def staircase_of(
    present: Present, search: SureSearch, *, heard: Callable[[float], None] = lambda _: None
) -> list[ConfidenceStep]:
    """The steps from the present plan to 90 %; `heard` hears each confidence for which a plan was looked for. A search
    that is stopped ends with the plans that it has."""
    clock, part = SearchClock(by_effort=search.by_effort), search.seconds * (1 - TUNING.staircase_ending) / len(LEVELS)
    began = clock.now()
    schedules, weighed_on_the_way = [present.schedule], list[Roomy]()
    for number, level in enumerate(LEVELS, start=1):
        left = began + number * part - clock.now()
        if search.stop.is_set() and number > 1:
            break
        reacher = Reacher(present, level, replace(search, seconds=max(0.0, left)), others=LEVELS)
        schedules.append(reacher.reach(schedules[1:]).schedule)
        weighed_on_the_way += reacher.candidates
        heard(level)
    schedules += [one.schedule for one in _best_on_the_way(weighed_on_the_way)]
    seed = fresh_seed(search.seed)
    played = [weighed(present, one, runs=TUNING.sure_fresh_runs, seed=seed) for one in dict.fromkeys(schedules)]
    return [_step(None, played[0], played[0]), *(_best(level, played) for level in LEVELS)]


def _best_on_the_way(weighed_on_the_way: Sequence[Roomy]) -> list[Roomy]:
    """The best plan for each step, whichever step it was weighed for."""
    steps = range(len(LEVELS)) if weighed_on_the_way else ()
    return [max(weighed_on_the_way, key=lambda one: one.others[step]) for step in steps]


def _best(level: float, played: Sequence[Weighed]) -> ConfidenceStep:
    return _step(level, max(played, key=lambda one: one.score(level)), played[0])


def _step(level: float | None, one: Weighed, present: Weighed) -> ConfidenceStep:
    return ConfidenceStep(
        confidence=level,
        value=one.value,
        cost=present.value - one.value,
        expected=one.expected,
        assured=one.value if level is None else one.at_least(level),
        reached=len(one.chances) if level is None else one.reached(level),
        count=len(one.chances),
    )
