"""Which engine may run on which problem: one module answers, and a rule that an engine does not know keeps it out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from roadmap.problem import Precedence, Problem
from roadmap.solver.engines import is_large, is_selection, may_have_cores, may_recreate, wanted_alone
from roadmap.solver.windows import find_windows
from tests.solver.problems import simple_problem
from tests.solver.test_earliest import network

SOLVER = Path(__file__).parents[2] / "roadmap" / "solver"
NETWORK = network(3)
"""One deal that wants the last of four features as early as possible."""
CHOICE = simple_problem(days=(1, 1), horizon=1)
SMALL, LARGE = simple_problem(days=(1,) * 20, horizon=40), simple_problem(days=(1,) * 401, horizon=420)


def _away(problem: Problem) -> Problem:
    """The problem with somebody away in its first slot."""
    absent = tuple((1,) + (0,) * (problem.horizon - 1) for _ in problem.capacity)
    return replace(problem, absent=absent, longest_pause=1)


@pytest.mark.parametrize(
    ("problem", "alone"),
    [
        (NETWORK, True),
        (_away(NETWORK), False),
        (replace(NETWORK, precedences=(*NETWORK.precedences, Precedence(0, 3, 1, from_start=True))), False),
        (replace(NETWORK, precedences=(*NETWORK.precedences, Precedence(0, 3, 1, to_end=True))), False),
        (SMALL, False),
    ],
)
def test_one_thing_as_early_as_possible_knows_no_pause_and_no_other_wait(problem: Problem, alone: bool) -> None:
    assert (wanted_alone(problem, find_windows(problem)) is not None) is alone


def test_a_choice_has_one_slot_and_no_wait() -> None:
    fixed = replace(CHOICE, releases=tuple(replace(release, fixed=True) for release in CHOICE.releases))
    assert is_selection(fixed, find_windows(fixed))
    waiting = replace(fixed, precedences=(Precedence(0, 1, 0),))
    assert not is_selection(waiting, find_windows(waiting))
    assert not is_selection(SMALL, find_windows(SMALL))


def test_cores_and_ruin_and_recreate_are_for_problems_that_are_not_tiny() -> None:
    assert (is_large(SMALL), is_large(LARGE)) == (False, True)
    assert may_have_cores(SMALL, seconds=60)
    assert not may_have_cores(SMALL, seconds=1)
    assert not may_have_cores(CHOICE, seconds=60)
    assert may_have_cores(_away(SMALL), seconds=60)
    assert may_have_cores(LARGE, seconds=60)
    assert not may_have_cores(_away(LARGE), seconds=60)
    assert may_recreate(SMALL, seconds=60, loaded=False)
    assert not may_recreate(SMALL, seconds=1, loaded=False)
    assert may_recreate(SMALL, seconds=1, loaded=True)
    assert not may_recreate(CHOICE, seconds=60, loaded=True)


def test_no_other_module_decides_by_size_or_time_who_may_run() -> None:
    limits = ("quick_items", "tiny_features", "core_seconds", "ruin_least_seconds")
    found = {
        str(path.relative_to(SOLVER))
        for path in SOLVER.rglob("*.py")
        if any(f"TUNING.{limit}" in path.read_text(encoding="utf-8") for limit in limits)
    }
    assert found == {"engines.py"}
