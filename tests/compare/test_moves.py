"""Moves to second lines that differ between two plans."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.cli.text.digests import digest_lines
from roadmap.comparing import Comparison, compare_plans
from roadmap.comparing.comparison import MoveChange
from roadmap.comparing.pairs import Pair
from roadmap.outputs.sheets import render_comparison
from roadmap.plans.document import Plan
from roadmap.plans.engineering.moves import MoveLine
from roadmap.views.comparison import Readers, build_comparison
from roadmap.views.comparison.engineering_digest import EngineeringView
from tests.sample_moves import moves
from tests.sample_plan import sample_plan

FAE, AE = moves()
("fae-2 to ae from 30 March to 8 May, in training from 23 March, to be agreed by 9 March; ae-1 to fae in June, agreed.")


def with_moves(*lines: MoveLine, **fields: Any) -> Plan:
    return sample_plan().model_copy(update={"moves": list(lines)} | fields)


def later(line: MoveLine, days: int, **fields: Any) -> MoveLine:
    """The same move so many days later."""
    shift = timedelta(days=days)
    moved = {name: getattr(line, name) + shift for name in ("agree", "away", "first", "last")}
    return line.model_copy(update=moved | fields)


def changes(before: Plan, after: Plan) -> tuple[MoveChange, ...]:
    found = compare_plans(before, after)
    assert (found == Comparison()) is (not found.moves and not found.input)
    return found.moves


def digest(before: Plan, after: Plan) -> EngineeringView:
    view = build_comparison(compare_plans(before, after), before, after, audience=Readers.ENGINEERING)
    assert view.engineering is not None
    return view.engineering


def test_moves_of_the_same_days_are_no_difference() -> None:
    agreed = FAE.model_copy(update={"agreed": True, "person_days": 9, "lacking": 2.0})
    assert changes(with_moves(FAE, AE), with_moves(AE, agreed)) == ()


def test_a_move_that_came_went_or_is_in_other_days_is_told_once() -> None:
    new, moved = FAE.model_copy(update={"person": "fae-1"}), later(FAE, 7)
    one, two, three = changes(with_moves(FAE, AE), with_moves(new, moved))
    assert (one.person, one.skill, one.last) == ("ae-1", "fae", Pair(date(2026, 7, 10), None))
    assert (two.person, two.first) == ("fae-1", Pair(None, date(2026, 3, 30)))
    assert (three.person, three.first) == ("fae-2", Pair(date(2026, 3, 30), date(2026, 4, 6)))
    assert (three.agree, three.agreed) == (Pair(date(2026, 3, 9), date(2026, 3, 16)), Pair(before=False, after=False))


def test_of_several_moves_of_a_person_only_those_of_other_days_differ() -> None:
    second, third = later(FAE, 70), later(FAE, 77)
    (change,) = changes(with_moves(FAE, second), with_moves(FAE, third))
    assert change.first == Pair(second.first, third.first)


def test_a_move_that_was_over_when_the_other_plan_begins_is_no_difference() -> None:
    for day, told in ((date(2026, 5, 8), 1), (date(2026, 5, 9), 0)):  # its last day is 8 May
        assert len(changes(with_moves(FAE), with_moves(as_of=day))) == told
        assert len(changes(with_moves(as_of=day), with_moves(FAE))) == told


POOL = [FAE, AE, later(FAE, 7), later(AE, 70), FAE.model_copy(update={"skill": "qa"})]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(POOL), unique_by=POOL.index), st.lists(st.sampled_from(POOL), unique_by=POOL.index))
def test_comparing_the_other_way_round_is_the_mirror(one: list[MoveLine], two: list[MoveLine]) -> None:
    before, after = with_moves(*one), with_moves(*two)
    assert compare_plans(after, before) == compare_plans(before, after).turned()


def test_engineering_is_told_who_does_what_differently() -> None:
    new = AE.model_copy(update={"person": "ae-2"})
    view = digest(with_moves(FAE, AE), with_moves(later(AE, 7), new))
    assert view.statement.endswith("3 moves to second lines differ.")
    rows = [(row.badge.word, row.person, row.lines, row.agree) for row in view.moves]
    assert rows == [
        ("Moved", "ae-1", "ae → fae", "agreed"),
        ("New", "ae-2", "ae → fae", "agreed"),
        ("Dropped", "fae-2", "fae → ae", ""),
    ]
    before, after = view.moves[2].before.replace("\u00a0", " "), view.moves[2].after
    assert before.endswith(", in training from 23 Mar 2026")  # the training comes before 30 March
    assert after == "no move"
    assert "training" not in view.moves[0].before
    (row,) = digest(with_moves(), with_moves(FAE)).moves
    assert row.agree.replace("\u00a0", " ") == "to be agreed by 9 Mar 2026"


def test_the_text_and_the_page_say_it_too() -> None:
    before, after = with_moves(AE), with_moves(FAE)
    view = build_comparison(compare_plans(before, after), before, after, audience=Readers.ENGINEERING)
    lines = [line.replace("\u00a0", " ") for line in digest_lines(view)]
    assert lines[-3:] == [
        "  Moves to second lines:",
        "    ✕ Dropped: ae-1, ae → fae: 1 Jun 2026 – 10 Jul 2026 → no move",
        "    ▶ New: fae-2, fae → ae: no move → 30 Mar 2026 – 8 May 2026, in training from 23 "
        "Mar 2026; to be agreed by 9 Mar 2026",
    ]
    page = render_comparison(view)
    assert "Moves to second lines" in page
    assert "fae-2" in page
    assert not any(deal.customer in page for deal in after.deals)
