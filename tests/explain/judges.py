"""Judges for tests: one in this process, which loads the solver once, and ones that lie."""

from __future__ import annotations

from collections.abc import Callable

from roadmap.problem import Problem
from roadmap.schedule import Proof
from roadmap.solver.outcome import Outcome, Search
from roadmap.solver.process.answering import answer
from roadmap.solver.process.judge import JudgeVerdict
from roadmap.solver.records.codec import decode_schedule, encode_problem, encode_search


class JudgeHere:
    """Answers in this process as the child does; `lie` turns a verdict, with or without presolve, into another."""

    def __init__(self, lie: Callable[[bool, JudgeVerdict], JudgeVerdict] = lambda _, verdict: verdict) -> None:
        self.lie, self.asked = lie, 0

    def __enter__(self) -> JudgeHere:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to end."""

    def wait(self) -> None:
        """Ready at once."""

    def ask(self, problem: Problem, *, seconds: float, seed: int = 0, presolve: bool = True) -> JudgeVerdict:
        search = Search(max(seconds, 5.0), workers=1, seed=seed, presolve=presolve)
        told = answer({"kind": "feasible", "problem": encode_problem(problem), "search": encode_search(search)})
        self.asked += 1
        assert not told["failed"], told
        schedule = None if told["schedule"] is None else decode_schedule(told["schedule"])
        return self.lie(presolve, JudgeVerdict(told["claim"], schedule))

    def best(self, problem: Problem, *, seconds: float) -> Outcome | None:
        search = Search(max(seconds, 5.0), workers=1)
        told = answer({"kind": "best", "problem": encode_problem(problem), "search": encode_search(search)})
        assert not told["failed"], told
        schedule = None if told["schedule"] is None else decode_schedule(told["schedule"])
        return Outcome(schedule, Proof(told["status"], told["stopped"], told["value"], told["bound"]), told["reason"])
