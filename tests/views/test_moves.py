"""Moves to second lines in words."""

from __future__ import annotations

from roadmap.outputs.html import render_page
from roadmap.views.formats import FIRM
from roadmap.views.roadmap.roadmap_page import build_page
from roadmap.views.roadmap.second_lines import move_rows, move_sentence
from tests.sample_moves import moves
from tests.sample_plan import sample_plan
from tests.sample_year import whole_year


def test_a_move_says_who_when_after_which_training_and_why() -> None:
    row, agreed = move_rows(whole_year())
    assert (row.person, row.own, row.skill, row.person_days) == (
        "fae-2",
        "fae",
        "ae (70%)",
        "5",
    )
    assert row.training.replace(FIRM, " ") == "course, available on 13 Mar 2026. In training from 23 Mar 2026."
    assert row.agree.replace(FIRM, " ") == "by 9 Mar 2026"
    assert row.reason == "ae is short of 1.2 people in these weeks. fae has 0.8 people to spare."
    assert (agreed.agree, agreed.training, agreed.work) == ("agreed", "course, completed earlier", "–")


def test_a_move_with_nothing_to_do_need_not_be_agreed() -> None:
    idle = moves()[0].model_copy(update={"deals": [], "person_days": 0})
    assert move_rows(sample_plan().model_copy(update={"moves": [idle]})) == ()
    assert "This plan does not need the move. ae is short of 1.2 people" in move_sentence(idle)
    assert "must be agreed" not in move_sentence(idle)


def test_of_much_work_the_rest_is_counted() -> None:
    busy = moves()[0].model_copy(update={"deals": [], "features": [f"f{n}" for n in range(8)]})
    (row,) = move_rows(sample_plan().model_copy(update={"moves": [busy]}))
    assert row.work == "f0, f1, f2, f3, f4, 3 more"


def test_a_move_fits_on_a_line() -> None:
    to_agree, agreed = (move_sentence(move).replace(FIRM, " ") for move in moves())
    assert to_agree == (
        "fae-2: fae → ae, 30 Mar 2026 – 8 May 2026. The move must be agreed by 9 Mar 2026. ae is short "
        "of 1.2 people in these weeks. fae has 0.8 people to spare."
    )
    assert "The move is agreed. fae is short of 3 people" in agreed


def test_the_roadmap_shows_moves_where_there_are_any() -> None:
    with_moves = render_page(build_page(whole_year(), quarter=None))
    assert "Moves to second lines" in with_moves
    assert "Moves to second lines" not in render_page(build_page(sample_plan(), quarter=None))
