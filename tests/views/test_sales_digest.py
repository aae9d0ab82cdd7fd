"""What sales is told: promises that move, and days that customers move."""

from __future__ import annotations

import pytest

from roadmap.views.comparison.sales_digest import SalesView
from tests.compare.plans import a, b, plan
from tests.views.test_comparison import BASE, SECRET, later, view_of


def test_sales_is_told_what_to_tell_whom() -> None:
    view = view_of(later())
    assert view.sales is not None
    [line] = view.sales.lines
    assert (line.owner, line.customer, line.deal, line.gate) == ("Zhao & Co", "Acme <Corp>", "A", "Design-in")
    assert (line.badge.word, line.badge.symbol) == ("14 days later", "◆")
    assert line.tell.replace("\u00a0", " ") == (
        "Everything needed for Design-in is ready on 30 Jan 2026 with R2. The promise was 16 Jan 2026."
    )
    assert line.why == ("Feature lands in R2 instead of R1.",)
    assert view.sales.statement == (
        "Sales must inform 1 customer. 1 promise changes; 1 moves to a later day or is withdrawn. "
        "1 promise is unchanged."
    )


def test_gates_that_move_alike_are_told_at_once_and_a_missed_day_is_said() -> None:
    gates = {"evaluation": "2026-01-20", "design_in": "2026-03-27"}
    needs = {"evaluation": ["api: ga"], "design_in": ["api"]}
    deals = {"a": a(gates=gates, needs=needs), "b": b()}
    view = view_of(plan((1, [0]), (1, [5]), deals=deals), before=plan(deals=deals))
    assert view.sales is not None
    [line] = view.sales.lines
    assert line.gate == "Evaluation, Design-in"
    assert line.tell.replace("\u00a0", " ").endswith(
        "This is 8 working days after the customer's date for Evaluation, 20 Jan 2026."
    )


def test_what_is_new_and_what_nobody_asks_for_any_more_is_told_apart() -> None:
    late = {"c": b(name="C", customer="C & Sons", gates={"design_in": "2026-01-20"})}
    one = plan((0, [0]), (1, [5]), deals={"a": a(), "b": b()})
    two = plan((0, [0]), (1, [5]), deals={"b": b(), **late})
    sales = view_of(two, before=one).sales
    assert sales is not None
    told = {line.deal: line for line in sales.lines}
    assert [(key, line.badge.word, line.badge.tone, line.why) for key, line in sorted(told.items())] == [
        ("A", "No longer needed", "quiet", ("The deal is closed.",)),
        ("C", "New, late", "late", ("The deal is new.",)),
    ]
    assert told["A"].tell.replace("\u00a0", " ") == (
        "The promise for Design-in by 16 Jan 2026 (R1) is no longer needed."
    )
    assert sales.statement == (
        "Sales must inform 1 customer. 1 promise changes; 0 moves to a later day or is withdrawn. "
        "1 promise is unchanged."
    )


def test_a_gate_that_the_customer_drops_or_adds_is_told_of_that_gate_alone() -> None:
    gates = {"evaluation": "2026-02-20", "design_in": "2026-03-27"}
    needs = {"evaluation": ["api: ga"], "design_in": ["api"]}
    one, two = plan(deals={"a": a(needs=needs, gates=gates)}), plan(deals={"a": a()})
    for plans, word, why in (
        ((one, two), "No longer needed", "The gate has passed, or the customer no longer asks for it."),
        ((two, one), "New", "The customer also asks for this gate."),
    ):
        sales = view_of(plans[1], before=plans[0]).sales
        assert sales is not None
        [line] = sales.lines
        assert (line.gate, line.badge.word, line.why) == ("Evaluation", word, (why,))


def moved_gate(before: str, after: str, made: tuple[int, list[int]] = (1, [0])) -> SalesView:
    """What sales is told where the customer of deal `a` moves its design-in; `api` is ready on 30 January in both."""
    one, two = (plan(made, (1, [5]), deals={"a": a(gates={"design_in": day})}) for day in (before, after))
    sales = view_of(two, before=one).sales
    assert sales is not None
    return sales


# The gate moves from 27 March to 20 January; the promise of 30 January stands, eight working days after it.
def test_a_customer_that_decides_earlier_is_told_that_its_promise_comes_too_late() -> None:
    sales = moved_gate("2026-03-27", "2026-01-20")
    [line] = sales.lines
    assert (line.badge.symbol, line.badge.word, line.badge.tone) == ("◆", "Late", "late")
    assert line.tell.replace("\u00a0", " ") == (
        "The customer's date for Design-in is 20 Jan 2026 instead of 27 Mar 2026. Everything "
        "needed for Design-in is ready on 30 Jan 2026 with R2. This is 8 working days after "
        "the customer's date for Design-in, 20 Jan 2026."
    )
    assert line.why == ("The customer moved its own date.",)
    assert sales.statement == (
        "Sales must inform 1 customer. 1 promise is too late because the customer moved its "
        "own date. 1 promise is unchanged."
    )


@pytest.mark.parametrize(
    ("before", "after", "word", "tone"),
    [
        ("2026-03-27", "2026-03-20", "Still on time", "quiet"),
        ("2026-01-20", "2026-03-20", "On time again", "good"),
        ("2026-01-20", "2026-01-21", "Late", "late"),
        ("2026-03-27", "2026-01-30", "Still on time", "quiet"),  # ready on the day itself
        ("2026-03-27", "2026-01-29", "Late", "late"),
    ],
)
def test_a_day_that_the_customer_moved_is_told_with_what_it_means(
    before: str, after: str, word: str, tone: str
) -> None:
    [line] = moved_gate(before, after).lines
    assert (line.badge.word, line.badge.tone) == (word, tone)


def test_where_a_customer_moves_its_day_and_nothing_becomes_late_there_is_nothing_to_tell() -> None:
    assert moved_gate("2026-03-27", "2026-03-20").statement == (
        "All promises are unchanged. 1 customer moved its own date, and nothing becomes late."
    )


# The gate moves before R1 ships on 16 January by more than the twenty days of patience: the deal is given up.
def test_a_promise_that_is_withdrawn_because_the_customer_moved_its_day_says_so() -> None:
    [line] = moved_gate("2026-03-27", "2026-01-01").lines
    assert (line.badge.word, line.why[0]) == ("Withdrawn", "The customer moved its own date.")
    assert line.tell.replace("\u00a0", " ") == (
        "The customer's date for Design-in is 1 Jan 2026 instead of 27 Mar 2026. The promise "
        "for Design-in by 30 Jan 2026 (R2) can no longer be made."
    )


# Nothing is promised before; then api is ready on 30 January, eight working days after the gate of 20 January.
def test_a_new_promise_that_is_late_is_not_green() -> None:
    late = {"a": a(gates={"design_in": "2026-01-20"})}
    view = view_of(plan((1, [0]), (1, [5]), deals=late), before=plan(None, (1, [5]), deals=late))
    assert view.sales is not None
    assert view.management is not None
    assert (view.sales.lines[0].badge.word, view.sales.lines[0].badge.tone) == ("New, late", "late")
    assert (view.management.deals[0].change.word, view.management.deals[0].change.tone) == ("Won back, Late", "late")
    unknown = view_of(plan((1, [0]), (1, [5]), deals=late | {"b": b()}), before=plan(None, (1, [5]), deals={"b": b()}))
    assert unknown.management is not None
    badge = unknown.management.deals[0].change
    assert (badge.symbol, badge.word, badge.tone) == ("◆", "New, Late", "late")


def test_a_promise_that_comes_earlier_and_is_late_all_the_same_is_not_green() -> None:
    late = {"a": a(gates={"design_in": "2026-01-15"})}
    view = view_of(plan((0, [0]), (1, [5]), deals=late), before=plan((1, [0]), (1, [5]), deals=late))
    assert view.sales is not None
    assert view.sales.lines[0].badge.word == "14 days earlier, still late"
    assert view.sales.lines[0].badge.tone == "late"


def test_a_withdrawn_and_a_new_promise_are_said_as_such() -> None:
    gone = plan(None, (1, [5]), deals={"a": a(**SECRET), "b": b(customer="Beijing")})
    there, back = view_of(gone).sales, view_of(BASE, before=gone).sales
    assert there is not None
    assert back is not None
    assert there.lines[0].badge.word == "Withdrawn"
    assert "can no longer be made" in there.lines[0].tell
    assert back.lines[0].badge.word == "New"
    assert back.lines[0].before == "–"


def test_a_deal_that_another_need_loses_says_that_it_is_no_longer_served() -> None:
    both = a(
        gates={"evaluation": "2026-03-20", "design_in": "2026-03-27"},
        needs={"evaluation": ["api: ga"], "design_in": ["smi"]},
    )
    before, after = plan(deals={"a": both}), plan((0, [0]), None, deals={"a": both})
    sales = view_of(after, before=before).sales
    assert sales is not None
    assert sales.lines[0].gate == "Evaluation"
    assert sales.lines[0].why == ("The deal is given up.",)
