"""Waits that tie starts and ends: every search keeps them, and the best plan is that of trying all of them."""

from __future__ import annotations

import pytest

from roadmap.audit import broken_rules
from roadmap.problem import Precedence
from tests.problems import item, problem, schedule


@pytest.mark.parametrize(
    ("from_start", "to_end", "first_good"),
    # Item 0 runs in slots 2 to 5, its exclusive end is 6; item 1 takes two slots and waits with a lag of one.
    [(False, False, 7), (True, False, 3), (False, True, 5), (True, True, 1)],
)
def test_the_audit_holds_each_side_to_its_lag(from_start: bool, to_end: bool, first_good: int) -> None:
    made = problem(
        [item(0, 4), item(1, 2)], people=2, precedences=[Precedence(0, 1, 1, from_start, to_end)], horizon=20
    )
    found = {start: broken_rules(made, schedule((0, [2]), (0, [start]))) for start in range(7)}
    assert [start for start, broken in found.items() if not broken] == list(range(first_good, 7))
