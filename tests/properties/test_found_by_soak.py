"""What the soak found, as small as it gets."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.soak.solving import answer
from tests.solver.problems import simple_problem


def test_an_item_that_its_people_allow_only_after_its_latest_end_is_not_planned() -> None:
    # two days of work, to end by 5; the only person is away in slots 1, 2 and 5, so the work fits 3..5 and from 6 on.
    # With an away day in slot 4 too it fits from 6 on only: too late.
    question = simple_problem(days=(2,), horizon=8)
    items = (replace(question.items[0], latest=5),)
    fits = replace(question, items=items, capacity=((1, 0, 0, 1, 1, 0, 1, 1),))
    late = replace(question, items=items, capacity=((1, 0, 0, 1, 0, 0, 1, 1),))
    assert (answer(fits).value, answer(fits).broken) == (9, [])
    assert (answer(late).value, answer(late).bound, answer(late).broken) == (0, 0, [])
