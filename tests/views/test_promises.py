from __future__ import annotations

from datetime import date

from roadmap.cli.text.summary import summary_lines
from roadmap.outputs.html import render_page
from roadmap.plans.document import Plan
from roadmap.views.lookup import look_up
from roadmap.views.roadmap.promises import PromisesView, build_promises
from roadmap.views.roadmap.roadmap_page import build_page
from tests.planner.plans import plan_made
from tests.planner.published import promised, published
from tests.projects import deal
from tests.sample_plan import sample_plan


def view_of(plan: Plan) -> PromisesView:
    view = build_promises(plan, look_up(plan))
    assert view is not None
    return view


def test_a_kept_promise_says_so() -> None:
    plan = plan_made(promised(), (0, [0]))
    view = view_of(plan)
    [row] = view.rows
    assert (row.badge.word, row.gates, row.price, row.most.replace("\u00a0", " ")) == (
        "On time",
        "Design-in",
        "0",
        "100 k",
    )
    assert view.statement == "Published promises: 1 kept."
    assert any(line.strip() == "published  1 kept" for line in summary_lines(plan))


# Promised and ready on 16 January; the customer moved its gate to the 14th, which the patience of the segment allows.
def test_a_promise_that_is_kept_and_comes_after_its_gate_is_not_green() -> None:
    moved = deal(value=2000, gates={"design_in": "2026-01-14"}, needs={"design_in": ["api"]})
    [row] = view_of(plan_made(promised(published(), deals={"d": moved}), (0, [0]))).rows
    assert (row.badge.symbol, row.badge.word, row.badge.tone) == ("◆", "Unchanged, after the gate date", "late")


def test_a_promise_that_moves_says_by_how_much_and_what_it_costs() -> None:
    plan = plan_made(promised(published(), published(date(2026, 2, 27))), (1, [0]))
    view = view_of(plan)
    assert [row.badge.word for row in view.rows] == ["2 weeks later", "On time"]
    assert view.rows[0].price.replace("\u00a0", " ") == "40 k"
    assert view.statement.replace("\u00a0", " ").endswith("1 kept, 1 moved or broken at a price of CNY 40 k.")
    page = render_page(build_page(plan, quarter=None))
    assert "Published promises" in page
    assert "and 40\u00a0k for moved promises" in page


def test_a_broken_promise_says_so() -> None:
    [row] = view_of(plan_made(promised(), None)).rows
    assert (row.badge.word, row.now) == ("Broken", "–")


def test_without_a_baseline_the_page_has_no_such_part() -> None:
    plan = sample_plan()
    assert build_promises(plan, look_up(plan)) is None
    assert "Published promises" not in render_page(build_page(plan, quarter=None))
