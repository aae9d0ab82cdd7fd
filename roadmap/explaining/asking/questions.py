"""Questions about a plan, answered by planning again from it: in this process, in a pool of processes or on a cluster.

A question and its answer are small values. The plan and its folder travel with it as bytes and are read back once per
process. What is sent is made and read by this program only.
"""

from __future__ import annotations

import math
import pickle
import time
from dataclasses import dataclass, field, replace
from functools import lru_cache

from roadmap.audit import broken_rules, value
from roadmap.audit.coverage import serve, shipped
from roadmap.explaining.asking.change import Change, at_its_best, changed_project, slipped, slipping, without_release
from roadmap.explaining.asking.forcing import forced_start
from roadmap.explaining.asking.modelling import Found
from roadmap.explaining.asking.pairing import Paired, searched_apart
from roadmap.explaining.asking.reindexing import index_changed
from roadmap.explaining.asking.search_after_change import (
    Forced,
    best_of,
    improve,
    is_large,
    least_solving,
    served_at_last,
)
from roadmap.explaining.present import Present, present_of
from roadmap.indexing import Indexed, index_project
from roadmap.planner.stored.placed_as import placed_as
from roadmap.planner.stored.restore import wishes_of
from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.bound.first_bound import simple_bound
from roadmap.solver.construct.restart import Wish, restart, wish_of
from roadmap.solver.local.loading import Loading, loaded
from roadmap.solver.local.ruin import eased_pool
from roadmap.solver.valuation import Valuation
from roadmap.solver.windows import find_windows
from roadmap.tuning import TUNING


@dataclass(frozen=True, slots=True)
class Question:
    """What is changed, for how many seconds to plan again, and schedules to begin with besides that of the plan: the
    best known after the change, and the best known without any. `within` seconds it must be answered, all in all.
    Another `seed` searches in another way. `claimed` is what one solve claimed that nothing is worth more than. With
    `pairs` so many searches begin from the same plan, each for so many seconds, with a seed of its own."""

    change: Change
    seconds: float
    within: float = math.inf
    start: Schedule | None = None
    base: Schedule | None = None
    seed: int = 0
    claimed: int | None = None
    pairs: int = 0


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A schedule of the present input: what it is worth and what each deal keeps, by deal id."""

    schedule: Schedule
    value: int
    kept: dict[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """The best plan found after a change: its value, the most that any plan is worth then (None: not known), what each
    deal keeps, by deal id, and the schedule. In thousands of the currency; `schedule` is None where none was found.

    `unchanged` is the same plan under the present input, where that allows it. `claimed` is what one solve alone claims
    to be the most, which the next question may confirm. `spent` are the seconds of processor time that it took.
    `paired` is what each of several searches found, by seed.
    """

    change: Change
    schedule: Schedule | None
    value: int | None
    bound: int | None
    kept: dict[str, int]
    unchanged: Unchanged | None = None
    claimed: int | None = None
    spent: float = field(default=0.0, compare=False)
    paired: tuple[Paired, ...] = ()


_packed: dict[bytes, Present] = {}
"""The plan that was packed last, so that processes that begin as copies of this one need not read it back."""


def pack(present: Present) -> bytes:
    """A plan and its folder as bytes, without where things stand in its files."""
    packed = pickle.dumps((present.plan, replace(present.project, places={})))
    _packed.clear()
    _packed[packed] = present
    return packed


def unpack(packed: bytes) -> Present:
    """The plan and folder that were packed."""
    if packed not in _packed:
        plan, project = pickle.loads(packed)  # noqa: S301 - made by `pack` in this program
        _packed.clear()
        _packed[packed] = present_of(plan, project)
    return _packed[packed]


@lru_cache(maxsize=1)
def _loading() -> Loading:
    """The compiled search as it is loaded in this process, from the first call on."""
    return Loading()


def ready() -> bool:
    """Load the solver and the compiled search, so that the first question does not wait for them; whether both are
    there. The first time on a machine the search is compiled, which goes on beside the first questions."""
    loading = _loading()
    from roadmap.solver import solving  # noqa: F401, PLC0415 - imports OR-tools, which takes seconds

    return loading.wait(TUNING.compiled_patience) is not None


def answer(packed: bytes, question: Question) -> Answer:
    """Plan again after a change. A change that leaves no plan, or none that is found in time, gives an empty answer."""
    return answer_here(unpack(packed), question)


def answer_here(present: Present, question: Question) -> Answer:
    """The same, for a plan that is at hand."""
    before = time.process_time()
    return replace(_answered(present, question), spent=time.process_time() - before)


def _answered(present: Present, question: Question) -> Answer:
    began = time.monotonic()
    change = question.change
    project = changed_project(present.project, change)
    indexed = index_changed(present, project, change)
    problem = _question(present, indexed, change)
    known = [_wishes(indexed, change, wishes_of(present.plan, project, indexed))]
    if question.base is not None and len(question.base.placements) == len(problem.features):
        known.append(_wishes(indexed, change, tuple(wish_of(p) for p in question.base.placements)))
    if question.pairs:
        plain = [present.schedule, question.base]
        start = best_of(problem, plain) if change == Change() else _begin(problem, None, known)
        until = began + question.within
        found, paired = _search_pairs(present, problem, indexed, question=question, start=start, until=until)
    else:
        found, paired = _search(present, problem, indexed, question=question, known=known, began=began), ()
    best = found.schedule
    if best is None:
        return Answer(change, None, None, None, {})
    worth = value(problem, best) - indexed.owed
    limits = (found.bound, found.claimed)
    if indexed.staff.narrowed:  # what is proved is proved of people who know less
        whole = _question(present, index_project(project, loose=True), change)
        limits = simple_bound(whole, find_windows(whole), valuation=Valuation(whole)), None
    bound, claimed = (None if most is None else most - indexed.owed for most in limits)
    unchanged = _unchanged(present, problem, best)
    return Answer(change, best, worth, bound, _kept(indexed, problem, best), unchanged, claimed, paired=paired)


def _search_pairs(
    present: Present, problem: Problem, indexed: Indexed, *, question: Question, start: Schedule | None, until: float
) -> tuple[Found, tuple[Paired, ...]]:
    """The best that several searches from the same plan find, and what each of them finds."""
    best, paired = start, list[Paired]()
    windows = find_windows(problem)
    bound = simple_bound(problem, windows, valuation=Valuation(problem))
    if start is None:
        return Found(None, bound), ()
    focus = eased_pool(present.indexed.problem, problem)
    unmoved = _pair(present, problem, indexed, start)
    for found in searched_apart(
        problem, start, seeds=question.pairs, seconds=question.seconds, until=until, focus=focus
    ):
        best = best if found is start else best_of(problem, (best, found))
        paired.append(unmoved if found is start else _pair(present, problem, indexed, found))
    return Found(best, bound), tuple(paired)


def _pair(present: Present, problem: Problem, indexed: Indexed, schedule: Schedule) -> Paired:
    unchanged = _unchanged(present, problem, schedule)
    return Paired(value(problem, schedule) - indexed.owed, None if unchanged is None else unchanged.value)


def _search(
    present: Present,
    problem: Problem,
    indexed: Indexed,
    *,
    question: Question,
    known: list[tuple[Wish | None, ...]],
    began: float,
) -> Found:
    """The best schedule of a question's problem, and a bound; `known` are plans to stay near to."""
    change, start, until = question.change, question.start, began + question.within
    if change == Change():
        start = best_of(problem, [start, present.schedule, question.base])
    elif not change.served:
        start = _begin(problem, start, known)
    elif loaded() and question.seconds < least_solving(problem):
        variant = indexed.names.position(change.subject) if change.kind == "variant" else None
        forced = Forced(problem, indexed.names.deal_position(change.served), variant)
        return Found(
            served_at_last(forced, start, known, seconds=question.seconds, until=until, seed=question.seed), None
        )
    if change.served and start is None and not (loaded() and is_large(problem)):
        enough = min(until, began + question.seconds)
        starts = [forced_start(present, problem, wishes, until=enough) for wishes in known]
        start = best_of(problem, starts) or best_of(problem, (restart(problem, wishes) for wishes in known))
    claimed = None if question.claimed is None else question.claimed + indexed.owed
    focus = eased_pool(present.indexed.problem, problem)
    return improve(
        problem, start, known[-1], focus=focus,
        seconds=question.seconds, until=until, seed=question.seed, claimed=claimed,
    )  # fmt: skip


def _begin(problem: Problem, start: Schedule | None, known: list[tuple[Wish | None, ...]]) -> Schedule | None:
    """The best of `start` and the known plans as far as they can be had; of a large problem, where the search makes up
    for it, the best that holds as it is, or else the last known plan as far as it can be had."""
    again = (best_of(problem, (restart(problem, wishes),)) for wishes in reversed(known))
    if not (loaded() and is_large(problem)):
        return best_of(problem, (start, *again))
    exact = best_of(problem, (start, *(placed_as(problem, wishes) for wishes in known)))
    return exact or next((one for one in again if one is not None), None)


def _unchanged(present: Present, problem: Problem, schedule: Schedule) -> Unchanged | None:
    now = present.indexed
    if (len(problem.features), problem.releases) != (len(now.problem.features), now.problem.releases):
        return None
    if broken_rules(now.problem, schedule):
        return None
    return Unchanged(schedule, value(now.problem, schedule) - now.owed, _kept(now, now.problem, schedule))


def _question(present: Present, indexed: Indexed, change: Change) -> Problem:
    """The problem after a change."""
    problem = indexed.problem
    if change.served:
        problem = at_its_best(problem, indexed.names.deal_position(change.served))
    if change.kind == "slip":
        item = slipping(problem, indexed.names.position(change.subject))
        if item is not None:
            problem = slipped(problem, item, present.windows.earliest[item] + change.amount)
    if change.kind == "no_release":
        problem = without_release(problem, indexed.names.releases.index(change.subject))
    return problem


def _wishes(indexed: Indexed, change: Change, wishes: tuple[Wish | None, ...]) -> tuple[Wish | None, ...]:
    """Where features are wished to stay, after a change."""
    if change.kind != "no_release":
        return wishes
    gone = indexed.names.releases.index(change.subject)
    return tuple(None if wish is None else _moved(wish, gone) for wish in wishes)


def _moved(wish: Wish, gone: int) -> Wish:
    """A wish where one release is gone: what landed in it lands in the next."""
    return wish if wish.release is None or wish.release <= gone else replace(wish, release=wish.release - 1)


def _kept(indexed: Indexed, problem: Problem, schedule: Schedule) -> dict[str, int]:
    """What each deal keeps; the problem says when releases ship."""
    ships = shipped(problem, schedule)
    pairs = zip(indexed.names.deals, indexed.deals, strict=True)
    return {key: serve(deal, ships).earned for key, deal in pairs}
