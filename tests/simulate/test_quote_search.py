"""The search for a better quote: what it finds, what it leaves open, and what it does not believe."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from roadmap.changes.present import PresentWithDeal
from roadmap.changes.quoting import quote_search
from roadmap.changes.quoting.first_quote import first_quote
from roadmap.errors import SolverFailure
from roadmap.problem import Problem
from roadmap.schedule import Proof, Schedule, Status, Stopped
from roadmap.solver.errors import ModelInvalid
from roadmap.solver.outcome import Bound, Incumbent, Outcome, Search
from tests.simulate.test_quote import asked, improved, nothing_found

__all__ = ["asked"]


def test_what_stays_open_is_left_as_it_was(asked: PresentWithDeal) -> None:
    quote = first_quote(asked, plan="plan.json")
    again = improved(asked, quote, solver=nothing_found(Status.NOTHING_FOUND))
    assert (again.gates, again.taken) == (quote.gates, quote.taken)
    assert improved(asked, quote, seconds=0).gates == quote.gates


def test_a_wish_that_is_proved_impossible_is_said_to_be(asked: PresentWithDeal) -> None:
    quote = improved(asked, first_quote(asked, plan="plan.json"), solver=nothing_found(Status.INFEASIBLE))
    assert quote.taken.possible == "no"


def test_a_solver_that_breaks_its_word_ends_the_quote(asked: PresentWithDeal) -> None:
    def broken(problem: Problem, search: Search, **_: object) -> Outcome:
        raise ModelInvalid("no model")

    with pytest.raises(SolverFailure, match="no model"):
        improved(asked, first_quote(asked, plan="plan.json"), solver=broken)


def test_a_schedule_that_breaks_a_rule_is_not_believed(asked: PresentWithDeal, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = Schedule((None,) * len(asked.out.features))
    monkeypatch.setattr(quote_search, "restart", lambda *_: nobody)  # serves nobody, and somebody is pinned
    quote = first_quote(asked, plan="plan.json")
    wrong = Outcome(nobody, Proof(Status.BEST_FOUND, Stopped.TIME, 0, 9), "made up")
    again = improved(asked, quote, solver=lambda *_, **__: wrong)
    assert (again.gates, again.taken) == (quote.gates, quote.taken)


def test_a_search_for_a_day_ends_with_the_first_plan_and_not_with_a_bound(
    asked: PresentWithDeal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quote_search, "restart", lambda *_: None)
    nobody, ended = Schedule(()), list[list[bool | None]]()

    def solver(problem: Problem, search: Search, *, observe: Callable[..., bool | None], **_: object) -> Outcome:
        ended.append([observe(Bound(9, "x", 0.1)), observe(Incumbent(nobody, 0, 9, "x", 0.1))])
        return Outcome(None, Proof(Status.NOTHING_FOUND, Stopped.TIME, None, None), "made up")

    improved(asked, first_quote(asked, plan="plan.json"), solver=solver)
    assert ended == [[False, False], [False, True]]  # for the wished days the search goes on, for a sooner day it ends
