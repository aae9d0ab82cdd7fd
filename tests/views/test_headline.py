from __future__ import annotations

import pytest

from roadmap.plans.document import Plan
from roadmap.plans.revenue.money import PlanProof
from roadmap.schedule import Status, Stopped
from roadmap.views.roadmap.head.headline import HeadlineView, build_headline, proof_sentence
from tests.sample_plan import empty_plan, sample_plan


def headline(plan: Plan) -> HeadlineView:
    return build_headline(plan)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_statement_sets_what_is_secured_against_the_target() -> None:
    # 500 of 2000 thousand = 25 %
    assert plain(headline(sample_plan()).statement) == (
        "This plan secures CNY 500 k, 25% of the CNY 2 M target. CNY 240 k is at risk, CNY "
        "150 k is late and CNY 550 k is given up."
    )


def test_without_a_target_the_statement_names_none() -> None:
    plan = sample_plan()
    plan = plan.model_copy(update={"headline": plan.headline.model_copy(update={"target": 0})})
    view = headline(plan)
    assert plain(view.statement).startswith("This plan secures CNY 500 k. CNY 240 k is at risk")
    assert [card.remark for card in view.cards if card.name == "Secured"] == [
        "no target is set; contract value 500\u00a0k"
    ]


def test_without_deals_there_is_nothing_to_secure() -> None:
    view = headline(empty_plan())
    assert view.statement == "There are no open deals. There is nothing to secure and nothing to build."
    assert view.total.deals == "0"


def test_bound_and_gap_are_said_in_plain_words() -> None:
    assert plain(proof_sentence(sample_plan().proof, "CNY")) == (
        "The plan is worth CNY 810 k after costs. No plan can be worth more than CNY 891 k, which is 10% more. "
        "The search ended at the time limit."
    )


def test_a_proved_plan_says_that_none_is_better() -> None:
    proof = PlanProof(status=Status.OPTIMAL, stopped=Stopped.PROVED, value=810, bound=810, gap=0)
    assert "It is proved that no plan can be worth more." in proof_sentence(proof, "CNY")


@pytest.mark.parametrize(
    ("stopped", "words"),
    [(Stopped.INTERRUPTED, "interrupted"), (Stopped.WORK, "amount of work"), (Stopped.CRASHED, "is kept")],
)
def test_without_a_bound_nothing_is_claimed(stopped: Stopped, words: str) -> None:
    proof = PlanProof(status=Status.BEST_FOUND, stopped=stopped, value=810, bound=None, gap=None)
    sentence = proof_sentence(proof, "CNY")
    assert "is not known" in sentence
    assert words in sentence


def test_every_status_has_its_row_and_they_add_up() -> None:
    view = headline(sample_plan())
    rows = [(row.badge.word, row.deals, plain(row.expected), plain(row.kept), plain(row.lost)) for row in view.statuses]
    assert rows == [
        ("Secured", "1", "500 k", "500 k", "0"),
        ("At risk", "1", "240 k", "240 k", "0"),
        ("Late", "1", "300 k", "150 k", "150 k"),
        ("Given up", "1", "400 k", "0", "400 k"),
    ]
    assert (view.total.deals, plain(view.total.expected), plain(view.total.lost)) == ("4", "1.4 M", "550 k")


def test_each_segment_shows_how_far_it_reaches_towards_its_target() -> None:
    view = headline(sample_plan())
    assert [(row.name, plain(row.reach)) for row in view.segments] == [
        ("Independent software vendors", "62%"),  # 500 of 800 = 62.5, half to even
        ("Internet and cloud", "0%"),
    ]
    assert plain(view.segments_total.reach) == "25%"


def test_the_contract_value_stands_beside_the_revenue_of_the_period() -> None:
    plan = sample_plan()
    halved = {"secured": 250, "at_risk": 120, "late": 75, "given_up": 275}  # half of each contract is recognised
    view = headline(plan.model_copy(update={"headline": plan.headline.model_copy(update=halved)}))
    cards = {card.name: (plain(card.amount), plain(card.remark)) for card in view.cards}
    assert cards["Secured"] == ("CNY 250 k", "12% of the target; contract value 500 k")
    assert cards["Late"] == ("CNY 75 k", "after the gate date; contract value 150 k")
    assert (plain(view.segments_total.secured), plain(view.segments_total.secured_value)) == ("250 k", "500 k")
