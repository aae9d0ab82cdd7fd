"""What-ifs and quotes in words: what is said of figures, differences and promises."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import pytest

from requirements.gate import Gate
from roadmap.changes.quoting.quote import GateQuote, Quote, TakenDeal
from roadmap.changes.scenarios.scenario_plans import WhatIfVariant
from roadmap.changes.scenarios.side_by_side import (
    MovedPromise,
    SideBySide,
    ValueDifference,
    busiest_week,
    lay_side_by_side,
)
from roadmap.outputs.whatif import render_whatif
from roadmap.plans.revenue.money import PlanProof
from roadmap.schedule import Status, Stopped
from roadmap.views.answers.quote import build_quote
from roadmap.views.answers.whatif import WhatIfView, build_whatif, difference_sentence, signed
from tests.projects import project
from tests.sample_plan import empty_plan, sample_plan

Verdict = Literal["proved", "certain", "open"]


def compared(**other: Any) -> SideBySide:
    """The sample plan beside itself with some fields of the second column changed."""
    made = project()
    variants = [WhatIfVariant("as it is", (), made), WhatIfVariant("b", ("a.b = 1", "without c"), made)]
    laid = lay_side_by_side(variants, [sample_plan(), sample_plan()], start_from=None, seconds=5)
    return laid.model_copy(update={"columns": [laid.columns[0], laid.columns[1].model_copy(update=other)]})


def view(**other: Any) -> WhatIfView:
    return build_whatif(compared(**other))


def differ(found: int, least: int | None, most: int | None, verdict: Verdict) -> ValueDifference:
    return ValueDifference(found=found, least=least, most=most, verdict=verdict)


def cells(label: str, **other: Any) -> list[tuple[str, str]]:
    """A row of the view, without the typography."""
    row = next(row for row in view(**other).rows if row.label == label)
    plain = str.maketrans({"\u202f": " ", "\u00a0": " ", "\u2212": "-"})
    return [(cell.text.translate(plain), cell.remark.translate(plain)) for cell in row.cells]


def test_a_plan_beside_itself_differs_in_nothing() -> None:
    column = compared().columns[1]
    assert (column.won, column.lost, column.added, column.dropped, column.moved) == ([], [], [], [], [])
    assert cells("Difference") == [("–", ""), ("0", "within the gaps")]


def test_each_figure_is_said_with_its_remark() -> None:
    assert cells("Value, CNY") == [("810 k", "")] * 2
    assert cells("Upper bound") == [("891 k", "gap 10%")] * 2
    # secured 500 and at risk 390 of a target of 2,000: 44.5 %
    assert cells("Target covered") == [("44%", "25% secured")] * 2
    assert cells("Deals served") == [("3 of 4", "1 late")] * 2
    assert cells("Busiest week") == [("60 of 70 d", "23 Feb 2026")] * 2
    assert cells("Busiest skill") == [("100%", "ae")] * 2


def test_what_is_not_known_is_not_made_up() -> None:
    proof = PlanProof(status=Status.BEST_FOUND, stopped=Stopped.TIME, value=810, bound=None, gap=None)
    assert cells("Upper bound", proof=proof)[1] == ("not known", "")
    worthless = proof.model_copy(update={"value": 0, "bound": 9})
    assert cells("Upper bound", proof=worthless)[1] == ("9 k", "")
    assert cells("Target covered", coverage=None, secured=None)[1] == ("–", "no target")
    assert cells("Busiest week", peak=None)[1] == ("–", "")
    assert cells("Busiest skill", busiest=None)[1] == ("–", "")


def test_an_empty_plan_has_no_busiest_week_and_skill() -> None:
    made = project()
    column = lay_side_by_side([WhatIfVariant("a", (), made)], [empty_plan()], start_from=None, seconds=5).columns[0]
    assert (column.peak, column.busiest, column.coverage) == (None, None, None)
    assert busiest_week(empty_plan()) is None


@pytest.mark.parametrize(
    ("difference", "badge", "sentence"),
    [
        (differ(20, 20, 20, "proved"), "Worth more", "CNY 20 k more. Proved: both plans are the best possible."),
        (differ(0, 0, 0, "proved"), "The same", "has the same value. Proved: both plans are the best possible."),
        (differ(-20, -30, -5, "certain"), "Worth less", "the best plans differ by −CNY 30 k to −CNY 5 k."),
        (differ(5, -10, 30, "open"), "Unclear", "−CNY 10 k to +CNY 30 k. The difference is within the uncertainty "
         "of the searches."),
        (differ(5, None, 30, "open"), "Unclear", "How far the best plans differ is not known."),
    ],
)  # fmt: skip
def test_a_difference_is_said_as_surely_as_it_is_known(difference: ValueDifference, badge: str, sentence: str) -> None:
    variant = view(difference=difference).variants[0]
    assert variant.badge.word == badge
    assert variant.statement.replace("\u00a0", " ").endswith(sentence)
    assert variant.statement == difference_sentence(difference, "CNY")


def test_pages_name_deals_and_begin_with_what_was_found() -> None:
    laid = compared(
        moved=[moved(Gate.DESIGN_IN, date(2026, 4, 29), None)], won=["acme"], difference=differ(20, 20, 20, "proved")
    )
    variant = build_whatif(laid, {"acme": "Gate vision", "d": "Toll"}).variants[0]
    assert [(row.name, row.deal) for row in variant.moved] == [("Toll", "d")]
    assert variant.lists == (("Deals gained", "Gate vision (acme)"),)
    assert variant.headline.replace("\u00a0", " ") == "The plan found is worth CNY 20 k more."


def test_amounts_carry_their_sign() -> None:
    assert [signed(amount).replace("\u00a0", " ") for amount in (1500, 0, -20)] == ["+1.5 M", "0", "−20 k"]


def moved(gate: Gate, before: date | None, after: date | None) -> MovedPromise:
    days = (after - before).days if before and after else None
    return MovedPromise(deal="d", gate=gate, before=before, after=after, days=days)


def test_promises_of_a_deal_that_move_together_are_said_together() -> None:
    one, two = date(2026, 3, 2), date(2026, 3, 3)
    found = view(
        moved=[
            moved(Gate.EVALUATION, one, two),
            moved(Gate.DESIGN_IN, one, two),
            moved(Gate.SIGNING, two, one),
            moved(Gate.ACCEPTANCE, None, two),
            moved(Gate.PAYMENT, two, None),
        ]
    )
    assert [(row.gates, row.by) for row in found.variants[0].moved] == [
        ("Evaluation, Design-in", "1 day later"),
        ("Signing", "1 day earlier"),
        ("Acceptance", "new"),
        ("Payment", "withdrawn"),
    ]


def test_the_page_lists_what_is_won_and_lost_and_says_where_no_promise_moves() -> None:
    page = render_whatif(view(won=["x"], lost=["y", "z"]))
    assert "<dt>Deals gained</dt><dd>x</dd>" in page
    assert "<dt>Deals given up</dt><dd>y, z</dd>" in page
    assert "No promise moves." in page
    assert "<li>without c</li>" in page


NOT_FOUND = TakenDeal(possible="open", earns=0, difference=None, displaced=[], features=[], releases=[])


def quote(*gates: GateQuote, keeps: Literal["promises", "deals"] = "deals", kept: int = 2) -> Quote:
    return Quote(
        deal="n",
        name="N",
        currency="CNY",
        plan="p.json",
        keeps=keeps,
        kept=kept,
        gates=list(gates),
        cases="none",
        taken=NOT_FOUND,
        seconds=0,
    )


def line(earliest: date | None, not_before: date | None) -> GateQuote:
    return GateQuote(
        gate=Gate.DESIGN_IN, wished=date(2026, 3, 2), earliest=earliest, release=None, not_before=not_before, slack=None
    )


def test_how_sure_a_day_is_is_said_beside_it() -> None:
    one, two = date(2026, 3, 2), date(2026, 3, 3)
    rows = build_quote(quote(line(two, two), line(two, one), line(None, None), line(two, None))).gates
    assert [row.sure.replace("\u00a0", " ") for row in rows] == [
        "proved: no earlier day",
        "proved: not before 2 Mar 2026",
        "proved: not before the plan ends",
        "an earlier day is not ruled out",
    ]


@pytest.mark.parametrize(
    ("keeps", "kept", "rule"),
    [
        ("promises", 1, "The earliest days keep 1 published promise that still needs work."),
        ("promises", 7, "The earliest days keep all 7 published promises that still need work."),
        ("deals", 1, "The earliest days keep the 1 deal that the plan serves at least as well off."),
        ("deals", 7, "The earliest days keep all 7 deals that the plan serves at least as well off."),
    ],
)
def test_what_is_kept_is_said(keeps: Literal["promises", "deals"], kept: int, rule: str) -> None:
    assert build_quote(quote(keeps=keeps, kept=kept)).rule == rule


def test_a_plan_that_was_not_found_is_not_called_impossible() -> None:
    assert build_quote(quote()).taken.endswith("Such a plan may still exist.")
