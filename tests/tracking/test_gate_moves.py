"""How far gates moved since the published plan, and the spread that this suggests."""

from __future__ import annotations

import math

import pytest

from roadmap.cli.text.learned import learned_lines
from roadmap.folder.project import Project
from roadmap.tracking.history.gate_moves import spreads_of
from roadmap.tracking.learned import learn
from tests.compare.plans import a, plan
from tests.projects import capability, project

TENTH = 1.28155
THEN = {f"d{number}": a() for number in range(6)}
"""Six deals whose design-in is on Friday 27 March."""


def now(*days: str, **fields: object) -> Project:
    """The same deals with their gates on these days."""
    deals = {f"d{number}": a(gates={"design_in": day}, **fields) for number, day in enumerate(days)}
    return project(deals=deals, capabilities={"api": capability(), "smi": capability()})


def test_later_gates_widen_the_later_side_and_what_did_not_move_narrows_both() -> None:
    # Two deals moved by five working days, four did not, which count half to each side. The policy's 10 days are a
    # standard deviation of 10 / 1.28 to each side and count as five deals.
    (found,) = spreads_of(now(*["2026-04-03"] * 2, *["2026-03-27"] * 4), plan(deals=THEN))
    later = math.sqrt((2 * 25 + 5 * (10 / TENTH) ** 2) / (2 + 2 + 5)) * TENTH
    earlier = math.sqrt(5 * (10 / TENTH) ** 2 / (2 + 5)) * TENTH
    assert (found.deals, found.moved, found.stated) == (6, 2, (10, 10))
    assert found.suggested == (round(earlier), round(later)) == (8, 8)


def test_gates_that_moved_far_suggest_a_wider_spread_as_a_line_to_accept() -> None:
    stated = now(*["2026-05-08"] * 6)  # 30 working days later, each
    (found,) = learn(stated, plan(deals=THEN)).spreads
    later = math.sqrt((6 * 900 + 5 * (10 / TENTH) ** 2) / 11) * TENTH
    assert found.suggested == (10, round(later))
    lines = list(learned_lines(learn(stated, plan(deals=THEN))))
    assert "# The gates of 6 of 6 deals of isv moved since the published plan." in lines
    assert f"# segments: {{isv: {{gate_spread: {{earlier: 10 days, later: {round(later)} days}}}}}}" in lines


@pytest.mark.parametrize("fields", [{"estimated": ["design_in"]}, {"stage": "lost"}])
def test_days_that_nobody_named_and_deals_that_are_closed_say_nothing(fields: dict[str, object]) -> None:
    assert spreads_of(now(*["2026-05-08"] * 6, **fields), plan(deals=THEN)) == ()


def test_few_deals_suggest_nothing() -> None:
    (found,) = spreads_of(now(*["2026-05-08"] * 4), plan(deals=THEN))
    assert (found.deals, found.suggested) == (4, None)
    assert learn(now("2026-03-27"), None).spreads == ()
