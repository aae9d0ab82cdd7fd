"""Need profiles: the short form with a frequency, and the pace of the gates."""

from __future__ import annotations

from fractions import Fraction

import pytest

from requirements.deal import Need
from requirements.fields import Plain
from requirements.funnel.profile import PACE, Profile, ProfileNeed
from requirements.gate import Gate, Importance, Maturity


def only_need(line: object) -> ProfileNeed:
    """The need of a profile that has one."""
    profile = Profile.model_validate({"name": "ISV", "needs": {"design_in": [line]}})
    ((gate, need),) = profile.lines()
    assert gate is Gate.DESIGN_IN
    return need


@pytest.mark.parametrize(
    "line",
    [
        "triton-backend | kserve : ga -20% @ 60%",
        {"triton-backend | kserve": Plain("ga -20% @ 60%")},  # what YAML makes of the same line without quotes
        {
            "any_of": ["triton-backend", "kserve"],
            "maturity": "ga",
            "importance": "challenge",
            "drop": "20%",
            "frequency": "3/5",
        },
    ],
)
def test_a_line_is_a_need_and_its_frequency(line: object) -> None:
    need = only_need(line)
    assert (need.any_of, need.maturity) == (["triton-backend", "kserve"], Maturity.GA)
    assert (need.importance, need.drop) == (Importance.CHALLENGE, Fraction(1, 5))
    assert need.frequency == Fraction(3, 5)


@pytest.mark.parametrize("line", ["smi", "smi : preview", {"smi": "preview"}, {"capability": "smi"}])
def test_without_a_frequency_every_deal_has_the_need(line: object) -> None:
    assert only_need(line).frequency == 1


def test_a_line_becomes_a_need_as_deals_state_it() -> None:
    stated = Need(any_of=["smi"], maturity=Maturity.PREVIEW, importance=Importance.NICE)
    assert only_need("smi : preview nice @ 10%").as_need() == stated


def test_lines_come_in_the_order_of_the_funnel() -> None:
    profile = Profile.model_validate({"name": "X", "needs": {"signing": ["c"], "evaluation": ["b", "a"]}})
    assert [(gate, need.any_of) for gate, need in profile.lines()] == [
        (Gate.EVALUATION, ["b"]),
        (Gate.EVALUATION, ["a"]),
        (Gate.SIGNING, ["c"]),
    ]


def test_the_pace_has_every_gate_where_nothing_is_said_and_only_those_said_otherwise() -> None:
    assert list(Profile(name="X").pace) == list(Gate)
    assert list(PACE.values()) == sorted(PACE.values())
    stated = Profile.model_validate({"name": "X", "pace": {"evaluation": 20, "signing": 20}})
    assert stated.pace == {Gate.EVALUATION: 20, Gate.SIGNING: 20}
