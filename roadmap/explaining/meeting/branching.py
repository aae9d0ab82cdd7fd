"""Planning the answers of one question: what the best plan is worth under each, and what not knowing costs.

The value of knowing the answer of a question q with the branches b of chance p(b) is

    EVPI(q) = sum over b of p(b) x max over plans x of V(x, b)  -  max over plans x of sum over b of p(b) x V(x, b)

(R. A. Howard, Information value theory, IEEE Transactions on Systems Science and Cybernetics 2, 1966): what the best
plans are worth if the answer is known before planning, less what the one best plan is worth that is made without it.
V(x, b) is what plan x comes to under answer b, carried on in its order of work: nothing begins earlier than planned,
what takes longer pushes what stands behind it to the first later start that fits, features land in the first release
that they still reach, and what turns out to be useless is done all the same. Other work is only added from the day on
which the answer shows itself: of an effort when the work is done, of a deal at its next gate.

Both maxima are taken over the same plans: the present one, and the best that a search from it finds under each answer.
So the difference is never negative, and what a search finds under one answer that is as good under all of them adds
nothing. It is an estimate: better plans may make either term larger.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from requirements.deal import gates_ahead
from roadmap.audit import value
from roadmap.explaining.asking.questions import unpack
from roadmap.explaining.asking.search_after_change import best_of, improve
from roadmap.explaining.meeting.meeting_questions import MeetingQuestion, with_answer
from roadmap.explaining.present import Present
from roadmap.indexing import Indexed, index_project
from roadmap.planner.stored.carrying import Carried, carry, wishes_from
from roadmap.planner.stored.placed_as import placed_as
from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.construct.restart import Restarter, Wish
from roadmap.solver.valuation import NEVER

NOTHING = -(1 << 40)
"""Less than any plan is worth, in thousands."""


@dataclass(frozen=True, slots=True)
class BranchTask:
    """A question to plan, with so many seconds of search under each answer, so many times.

    `plans` are known ones, the present one, or what is better than it without any answer, first; without them the
    present plan is taken.
    """

    question: MeetingQuestion
    seconds: float
    seed: int = 0
    plans: tuple[Carried, ...] = ()
    turns: int = 2


@dataclass(frozen=True, slots=True)
class BranchTable:
    """What plans are worth under the answers of a question, in thousands of the currency.

    `worth[x][b]` is the value of plan x under answer b; None where nothing of it can be carried on because of a pin.
    `plans` are the plans, that of the input as it is first, without those that another one beats under all answers.
    `parting` is the first day on which a plan that is better under some answer does something else than the first one;
    None where none is better.
    """

    question: MeetingQuestion
    worth: tuple[tuple[int | None, ...], ...]
    plans: tuple[Carried, ...]
    parting: date | None
    spent: float = field(default=0.0, compare=False)
    """Seconds of processor time that it took."""

    def best(self, branch: int) -> int:
        """What the best plan is worth under an answer."""
        return max(self._value(plan, branch) for plan in range(len(self.worth)))

    @property
    def unknown(self) -> int:
        """The plan, by its place, that is worth most as long as the answer is not known; of equals the first."""
        return max(range(len(self.worth)), key=lambda plan: (self._mean(plan), -plan))

    @property
    def gain(self) -> int:
        """The expected value of knowing the answer."""
        chances = [branch.chance for branch in self.question.branches]
        known = sum((p * self.best(b) for b, p in enumerate(chances)), Fraction(0))
        return round(known - self._mean(self.unknown))

    def gain_of(self, branch: int) -> int:
        """What knowing the answer brings if it is this one."""
        return self.best(branch) - self._value(self.unknown, branch)

    def _mean(self, plan: int) -> Fraction:
        branches = enumerate(self.question.branches)
        return sum((branch.chance * self._value(plan, number) for number, branch in branches), Fraction(0))

    def _value(self, plan: int, branch: int) -> int:
        """What a plan is worth under an answer: where it cannot be carried on, as little as the worst that can."""
        worth = self.worth[plan][branch]
        known = (there for row in self.worth if (there := row[branch]) is not None)
        return min(known, default=0) if worth is None else worth


def _or_nothing(worth: int | None) -> int:
    """What a plan is worth; so little where it cannot be carried on that no other plan is worth less."""
    return NOTHING if worth is None else worth


def _start(wish: Wish | None) -> int:
    """When the work of a wish begins."""
    starts = () if wish is None else wish.starts
    return min((start for start in starts if start is not None), default=0)


def carried_on(indexed: Indexed, plan: Carried, *, shown: int) -> Schedule | None:
    """A plan carried on in its order of work, useless or not, as far as it can be done at all; what is not part of it
    begins in slot `shown` or later. Where all of it still holds as it is, it is worth no less than that: putting it
    back piece by piece may lose some of it. None where what is pinned finds no place."""
    wishes = wishes_from(plan, indexed)
    as_it_is = placed_as(indexed.problem, wishes)
    for stubborn in (True, False):  # what has no place any more, however late, goes
        restarter = Restarter(_unaware(indexed.problem, wishes, shown=shown, stubborn=stubborn))
        built = restarter.decoder.inserter.begin()
        if built is None:
            continue
        for feature in sorted(restarter.order, key=lambda feature: _start(wishes[feature])):  # stable: what waits, last
            wish = wishes[feature]
            if wish is not None and built.ready[feature] == NEVER:
                restarter.put_back(built, feature, wish, exactly=False)
        found = best_of(indexed.problem, [as_it_is, restarter.finish(built)])
        if found is not None:
            return found
    return best_of(indexed.problem, [as_it_is])


def _unaware(problem: Problem, wishes: Sequence[Wish | None], *, shown: int, stubborn: bool) -> Problem:
    """The problem as long as nobody knows the answer: nothing that is not wished begins before the answer shows
    itself, and with `stubborn` what is wished must be built."""
    features, items = list(problem.features), list(problem.items)
    for number, (feature, wish) in enumerate(zip(problem.features, wishes, strict=True)):
        if stubborn and wish is not None and feature.planned is None:
            features[number] = replace(feature, planned=True)
        elif wish is None and feature.lands:
            for item in feature.items:
                items[item] = replace(items[item], earliest=max(items[item].earliest, shown))
    return replace(problem, features=tuple(features), items=tuple(items))


class _World:
    """The problem under one answer, and what plans come to there."""

    def __init__(self, present: Present, question: MeetingQuestion, number: int) -> None:
        project = with_answer(present.project, question, question.branches[number])
        same = project is present.project
        self.indexed: Indexed = present.indexed if same else index_project(project)
        self._question = question
        self._gate = self._gate_of(present)
        self._carried: dict[int, Schedule | None] = {}

    def _gate_of(self, present: Present) -> int:
        """The slot of the first gate ahead of the deal that is asked about; 0 for a question about work."""
        if self._question.kind == "effort":
            return 0
        deal, names = present.project.market.deals[self._question.subject], present.indexed.names
        days = [deal.gates[gate] for gate in gates_ahead(deal)]
        return max(0, names.calendar.slot(min(days), names.origin)) if days else present.indexed.problem.horizon

    def carried_on(self, number: int, plan: Carried) -> Schedule | None:
        """Plan number `number`, carried on by people who do not know the answer before it shows itself."""
        if number not in self._carried:
            shown = self._shown_by(wishes_from(plan, self.indexed))
            self._carried[number] = carried_on(self.indexed, plan, shown=shown)
        return self._carried[number]

    def _shown_by(self, wishes: Sequence[Wish | None]) -> int:
        """The slot in which the answer shows itself: of work when it is done, if it is done at all."""
        if self._question.kind != "effort":
            return self._gate
        ends = [self.indexed.problem.horizon]
        for number in self.indexed.names.segments(self._question.subject):
            wish, feature = wishes[number], self.indexed.problem.features[number]
            if wish is not None:
                modes = (self.indexed.problem.items[item].modes for item in feature.items)
                days = sum(min(mode.days for mode in choices) for choices in modes)
                ends.append(_start(wish) + days)
        return ends[-1]

    def worth(self, schedule: Schedule | None) -> int | None:
        """What a schedule is worth."""
        return None if schedule is None else value(self.indexed.problem, schedule) - self.indexed.owed

    def improved(self, plans: Sequence[Carried], task: BranchTask) -> Schedule | None:
        """The best that a search from the best of some plans finds, which knows the answer from the first day on."""
        problem = self.indexed.problem
        known = [self.carried_on(number, plan) for number, plan in enumerate(plans)]
        aware = best_of(problem, [Restarter(problem).restart(wishes_from(plans[0], self.indexed))])
        starts = [one for one in (aware, *known) if one is not None]
        if not starts:
            return None
        start = max(starts, key=lambda one: value(problem, one))
        return improve(problem, start, seconds=task.seconds, seed=task.seed).schedule or start


def plan_branches(packed: bytes, task: BranchTask) -> BranchTable:
    """Plan a question in whatever process this is."""
    return plan_branches_here(unpack(packed), task)


def plan_branches_here(present: Present, task: BranchTask) -> BranchTable:
    """The same, for a plan that is at hand."""
    before = time.process_time()
    return replace(_planned(present, task), spent=time.process_time() - before)


def _planned(present: Present, task: BranchTask) -> BranchTable:
    question = task.question
    worlds = [_World(present, question, number) for number in range(len(question.branches))]
    plans = [*(task.plans or (carry(present.indexed, present.schedule),))]
    found: dict[int, tuple[int, Schedule]] = {}
    for turn in range(task.turns):  # in the second turn what was found under one answer is begun with under the others
        for branch, world in enumerate(worlds):
            best = world.improved(plans, replace(task, seed=task.turns * task.seed + turn))
            if best is not None:
                found[len(plans)] = branch, best
                plans.append(carry(world.indexed, best))
    worth = [[world.worth(world.carried_on(number, plan)) for world in worlds] for number, plan in enumerate(plans)]
    for row, (branch, schedule) in found.items():  # carrying it where it was found may have lost some of it
        worth[row][branch] = max(_or_nothing(worth[row][branch]), _or_nothing(worlds[branch].worth(schedule)))
    kept = _not_beaten(worth, given=1)
    rows = tuple(tuple(worth[row]) for row in kept)
    plans = [plans[row] for row in kept]
    return BranchTable(question, rows, tuple(plans), _parting(rows, plans))


def _not_beaten(worth: Sequence[Sequence[int | None]], *, given: int) -> list[int]:
    """The plans, by place, that some answer or the mean may call for: the first ones, and those that no other plan is
    as good as under every answer."""
    rows = [tuple(map(_or_nothing, row)) for row in worth]
    return [
        number
        for number, row in enumerate(rows)
        if number < given
        or not any(
            all(theirs >= mine for theirs, mine in zip(other, row, strict=True)) and (other != row or place < number)
            for place, other in enumerate(rows)
            if place != number
        )
    ]


def _parting(worth: Sequence[Sequence[int | None]], plans: Sequence[Carried]) -> date | None:
    """The first day on which the best plan under some answer, where it beats the present one, parts from that."""
    days = []
    for branch in range(len(worth[0])):
        best = max(range(len(plans)), key=lambda plan: (_or_nothing(worth[plan][branch]), -plan))
        if best:
            days.append(first_difference(plans[0], plans[best]))
    return min((day for day in days if day is not None), default=None)


def first_difference(one: Carried, other: Carried) -> date | None:
    """The first day on which two plans do something else: work begins in one of them that the other begins on another
    day, or not at all. None if they do the same."""
    days: list[date] = []
    for key in one.keys() | other.keys():
        mine = [item.first for item in one[key].items] if key in one else []
        theirs = [item.first for item in other[key].items] if key in other else []
        if mine != theirs:
            pairs = zip(mine, theirs, strict=False)
            days += [min(pair) for pair in pairs if pair[0] != pair[1]] or [min(mine + theirs)]
    return min(days, default=None)
