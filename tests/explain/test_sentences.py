"""Sentences of explanations that small plans do not come to by themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from requirements.gate import Gate, Importance, Maturity
from roadmap.explaining.asking.change import Change
from roadmap.explaining.explained_deal import DealExplained, NeedReady, Rest, Train, Unbuilt, explain_deal
from roadmap.explaining.repairs import Repair, Repairs
from roadmap.planner.stored.replan import Difference
from roadmap.plans.causes import Cause, CauseKind
from roadmap.plans.deals import DealStatus
from roadmap.views.answers.explaining import deal_lines, names_of, repair_lines
from roadmap.views.answers.priced_changes import change_text
from tests.explain.rivals import present, wants
from tests.sample_deals import acme

DAY = date(2026, 3, 2)


def explained(train: Train | None = None, unbuilt: tuple[Unbuilt, ...] = ()) -> DealExplained:
    line = acme().model_copy(update={"status": DealStatus.LATE})
    needs: tuple[NeedReady, ...] = ()
    return DealExplained(line, needs, None, train, (), (), unbuilt, None, (), None, None)


@pytest.mark.parametrize(
    ("earlier", "missed", "cut", "held", "said"),
    [
        (None, 0, False, "", "There is no earlier release."),
        ("R1", 1, True, "", "R1, the previous release, froze 1 working day earlier."),
        ("R1", -3, False, "", "It could ship with R1, the previous release, but the plan does not use that release."),
        ("R1", -3, True, "after", "It could ship with R1, but a feature that it depends on ships later."),
        ("R1", -3, True, "enable", "It could ship with R1, but its enablement work ends later."),
        ("R1", -3, True, "", "It could ship with R1, the previous release."),
    ],
)
def test_why_a_feature_ships_no_sooner(earlier: str | None, missed: int, held: str, said: str, *, cut: bool) -> None:
    train = Train("f", "R2", DAY, DAY, DAY, 0, earlier, missed, cut, held)  # type: ignore[arg-type]
    decides = next(line for line in deal_lines(explained(train), "CNY") if line.startswith("What decides"))
    assert decides.replace("\u00a0", " ") == (
        f"What decides: f ships with R2 on 2 Mar 2026. Its work is verified on 2 Mar 2026. {said}"
    )


def test_why_a_feature_is_not_built_is_told_with_it() -> None:
    option = Unbuilt("f", Cause(kind=CauseKind.OTHER_VARIANT))
    said = "  f would meet the need, but it is not built: another feature provides the same capability."
    assert said in deal_lines(explained(unbuilt=(option,)), "CNY")


def plain(lines: list[str]) -> list[str]:
    return [line.replace("\u00a0", " ").replace("\u202f", " ") for line in lines]


def test_what_a_challenge_costs_is_said_with_it() -> None:
    need = NeedReady(
        Gate.DESIGN_IN, 0, ("profiler",), Maturity.GA, Importance.CHALLENGE, None, None, None, None, DAY, None, 0.2
    )
    said = plain(deal_lines(replace(explained(), needs=(need,)), "CNY"))
    assert (
        "  profiler by Design-in, 2 Mar 2026 (a challenge: without it, the win probability drops by 20%): "
        "not available in this plan" in said
    )


def test_a_deal_that_nobody_has_or_that_a_pin_keeps_out_is_said_to_be_so() -> None:
    assert "This deal is a placeholder: it must still be found." in deal_lines(
        replace(explained(), placeholder=True), "CNY"
    )
    pinned = present(deals={"d": wants("api"), "e": wants("c", value=400)}, pins=[{"deal": "d", "served": False}])
    sentence = "Why: the pin `deal d: served false` prevents it."
    assert sentence in deal_lines(explain_deal(pinned, "d"), "CNY")
    assert sentence not in deal_lines(explain_deal(pinned, "e"), "CNY")


@pytest.mark.parametrize(
    ("slack", "said"),
    [
        (0, "  f is verified on the day on which R1 freezes"),
        (1, "  f is verified 1 working day before R1 freezes"),
        (2, "  f is verified 2 working days before R1 freezes"),
    ],
)
def test_what_would_break_a_safe_deal(slack: int, said: str) -> None:
    safe = replace(explained(), line=acme(), rests=(Rest("f", "R1", slack),))
    assert said in plain(deal_lines(safe, "CNY"))


@pytest.mark.parametrize(
    ("how", "said"),
    [("", "build f in-house"), ("adapt", "adapt f from existing open source"), ("partner", "buy f from a partner")],
)
def test_how_a_feature_comes_about(how: str, said: str) -> None:
    assert change_text(Change("variant", "f", other=how)) == said


def test_a_few_names_stand_for_many() -> None:
    assert names_of(["a", "b", "c"]) == "a, b, c"
    assert names_of(["a", "b", "c", "d"]) == "a, b, c and 1 more"


@pytest.mark.parametrize(
    ("others", "losers", "said"),
    [
        (0, (), "The deal keeps CNY 5 k more. The other deals keep what they have."),
        (3, (), "The deal keeps CNY 5 k more. The other deals and the costs improve by CNY 3 k."),
        (-3, (), "The deal keeps CNY 5 k more. It costs the other deals CNY 3 k."),
        (-3, (("e", 4),), "The deal keeps CNY 5 k more. It costs the other deals CNY 3 k. Less for e CNY 4 k."),
    ],
)
def test_who_pays_for_a_repair(others: int, losers: tuple[tuple[str, int], ...], said: str) -> None:
    repair = Repair(Change(served="d"), 10, None, Difference(5 + others, None, None), 5, others, losers, ())
    assert repair_lines(Repairs((repair,), ()), "CNY")[2].replace("\u00a0", " ").strip() == said


def test_support_is_named_by_its_deal() -> None:
    plan = present()
    names = plan.indexed.names
    assert [plan.name(feature) for feature in range(len(names.features))] == ["a", "b", "bought"]
    assert plan.served == {"d", "e"}
