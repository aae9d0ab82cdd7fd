"""Whether the agenda asks the right questions: how much of the way to perfect information five answers go.

    python -m benchmarks.agenda --companies 4 --draws 6 --open 20 --seconds 1 --agenda 60

For each made-up company a plan is made. So many of the questions about it, at random, are open; all else is as the
input says. The agenda ranks the open ones. Then their true answers are drawn by their chances, several times. Known
are the answers of: the first five questions of the agenda; five questions at random (several times); the question
about which most money hangs for each of the five dearest deals; or all. For each the folder is planned again as these
answers say it is, with the same time and from the same plan. Whoever knows some of the answers takes, of all plans
that were found without knowing more, the one that is worth most by what is known, so that one search being luckier
than another counts for nothing. That plan is then carried on in the world as it is. What is printed is the share of
the distance between knowing nothing and knowing everything that was closed, over all draws.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import statistics
import sys
import tempfile
import threading
from collections.abc import Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks.companies import write_company
from requirements.gate import Gate
from roadmap.audit import value
from roadmap.explaining.asking.rounds import Asking
from roadmap.explaining.asking.search_after_change import best_of, improve
from roadmap.explaining.meeting.branching import carried_on
from roadmap.explaining.meeting.meeting_questions import Answered, MeetingQuestion, with_answers
from roadmap.explaining.meeting.raising import raise_questions
from roadmap.explaining.present import Present, present_of
from roadmap.folder.load import load_project
from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.operations.searching.branching import BranchRounds
from roadmap.planner.stored.carrying import Carried, carry, wishes_from
from roadmap.planner.stored.replan import replan
from roadmap.solver.construct.restart import restart
from roadmap.solver.local.loading import Loading

KNOWN, RANDOM_SETS = 5, 2


class _Here(Executor):
    """Does what it is given there and then."""

    def submit(self, fn: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*arguments, **named))
        return future


@dataclass
class Closed:
    """For each way to choose questions, what was closed of each distance, in thousands."""

    gains: dict[str, list[float]] = field(default_factory=dict)
    distances: list[float] = field(default_factory=list)

    def add(self, way: str, gain: float) -> None:
        """Note what one set of answers gained in one draw."""
        self.gains.setdefault(way, []).append(gain)

    def lines(self) -> list[str]:
        """The shares for people."""
        whole = sum(self.distances)
        found = [f"distance to perfect information: mean {whole / len(self.distances):,.0f} over {len(self.distances)}"]
        for way, gains in self.gains.items():
            share = sum(gains) / whole if whole else float("nan")
            error = statistics.stdev(gains) * len(gains) ** 0.5 / whole if len(gains) > 1 and whole else float("nan")
            found.append(f"{way}: {share:.1%} of the distance (standard error {error:.1%})")
        return found


def company(folder: Path, *, deals: int, features: int, seed: int) -> Project:
    """A company with one person of each skill, of which every third deal has an estimated gate."""
    write_company(folder, deals=deals, features=features, seed=seed)
    stated = (folder / "roadmap.yaml").read_text(encoding="utf-8")
    (folder / "roadmap.yaml").write_text(re.sub(r"people: \d+", "people: 1", stated), encoding="utf-8")
    project = load_project(folder).project
    if project is None:
        raise SystemExit("the company has faults")
    market = project.market
    deals_of = {
        key: deal.model_copy(update={"estimated": [Gate.DESIGN_IN]}) if number % 3 == 0 else deal
        for number, (key, deal) in enumerate(market.deals.items())
    }
    return replace(project, market=replace(market, deals=deals_of))


def worth_in(world: Project, plan: Carried) -> int:
    """What a plan comes to in a world, carried on without anything that is not part of it."""
    indexed = index_project(world)
    schedule = carried_on(indexed, plan, shown=indexed.problem.horizon)
    return 0 if schedule is None else value(indexed.problem, schedule) - indexed.owed


def planned_for(project: Project, start: Carried, *, seconds: float, seed: int) -> Carried:
    """The best plan that is found for a project from a plan that is there."""
    indexed = index_project(project)
    problem = indexed.problem
    begun = best_of(
        problem, (carried_on(indexed, start, shown=problem.horizon), restart(problem, wishes_from(start, indexed)))
    )
    found = improve(problem, begun, seconds=seconds, seed=seed).schedule or begun
    return start if found is None else carry(indexed, found)


def ranked(present: Present, questions: Sequence[MeetingQuestion], base: Carried, seconds: float) -> list[str]:
    """The ids of the questions, the one worth most first, with so many seconds of processor time."""
    rounds = BranchRounds(_Here(), present, base, at_once=1)
    asking = Asking(None, present, deadline=math.inf, stop=threading.Event(), effort=seconds)
    rounds.through(questions, asking=asking, heard=lambda: None)
    tables = sorted(rounds.tables.values(), key=lambda table: -table.gain)
    return [table.question.id for table in tables]


def of_dearest(present: Present, questions: Sequence[MeetingQuestion]) -> list[str]:
    """For each of the dearest deals the question about it about which most money hangs."""
    dear = sorted(present.deals.values(), key=lambda line: -line.expected)
    first = {line.id: next((q.id for q in questions if q.subject == line.id), None) for line in dear}
    return [key for key in first.values() if key is not None][:KNOWN]


def measure(project: Project, options: argparse.Namespace, seed: int, closed: Closed) -> None:
    """All draws of one company."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, no secrets
    plan = replan(project, None, seconds=options.base, seed=seed).plan
    if plan is None:
        return
    present = present_of(plan, project)
    base = carry(present.indexed, present.schedule)
    raised = raise_questions(present)
    kept = set(chance.sample([question.id for question in raised], min(options.open, len(raised))))
    questions = [question for question in raised if question.id in kept]
    by_id = {question.id: question for question in questions}
    agenda = ranked(present, questions, base, options.agenda)
    print(f"company {seed}: {len(questions)} questions, {len(agenda)} planned; first: {', '.join(agenda[:KNOWN])}")
    for draw in range(options.draws):
        truth: dict[str, Answered] = {}
        for question in questions:
            weights = [float(branch.chance) for branch in question.branches]
            truth[question.id] = question, chance.choices(question.branches, weights)[0]
        world = with_answers(project, truth.values())
        sets = {"agenda": [agenda[:KNOWN]], "dearest deals": [of_dearest(present, questions)]}
        sets["random"] = [chance.sample(sorted(by_id), KNOWN) for _set in range(RANDOM_SETS)]
        everything = worth_in(world, planned_for(world, base, seconds=options.seconds, seed=draw))
        known = {
            (way, number): with_answers(project, [truth[key] for key in keys])
            for way, chosen in sets.items()
            for number, keys in enumerate(chosen)
        } | {("nothing", 0): project}
        pool = [base, *(planned_for(one, base, seconds=options.seconds, seed=draw) for one in known.values())]
        taken = {
            key: worth_in(world, max(pool, key=lambda plan, one=one: worth_in(one, plan)))  # type: ignore[misc]
            for key, one in known.items()
        }
        nothing = taken["nothing", 0]
        closed.distances.append(max(everything, *taken.values()) - nothing)
        for way in sets:
            closed.add(way, statistics.mean(worth - nothing for (other, _n), worth in taken.items() if other == way))
        print(f"  draw {draw}: distance {closed.distances[-1]:,}; " + ", ".join(
            f"{way} {gains[-1]:,.0f}" for way, gains in closed.gains.items()), flush=True)  # fmt: skip


def main() -> None:
    """Measure, and print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--companies", type=int, default=3)
    parser.add_argument("--deals", type=int, default=60)
    parser.add_argument("--features", type=int, default=100)
    parser.add_argument("--open", type=int, default=20, help="questions whose answers are not known")
    parser.add_argument("--draws", type=int, default=6, help="draws of the true answers for each company")
    parser.add_argument("--seconds", type=float, default=2.0, help="seconds for each plan")
    parser.add_argument("--base", type=float, default=20.0, help="seconds for the plan of each company")
    parser.add_argument("--agenda", type=float, default=60.0, help="seconds of processor time for each agenda")
    options = parser.parse_args(sys.argv[1:])
    Loading().wait(120)
    closed = Closed()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(options.companies):
            made = company(Path(folder) / str(seed), deals=options.deals, features=options.features, seed=seed)
            measure(made, options, seed, closed)
    print("\n".join(closed.lines()))


if __name__ == "__main__":
    main()
