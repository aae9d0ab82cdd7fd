"""Reading what the forecast needs: short forms, the policy, and placeholders that enter with the folder."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest

from requirements.funnel.payment import Payment
from requirements.funnel.season import SEASON, Month, weight
from requirements.funnel.segment import Segment
from requirements.gate import Gate
from requirements.market import Market
from roadmap.folder.texts.documents import RoadmapFile
from tests.folder.folders import HEADER, load

SEGMENT = "segments:\n  s: {name: S, target: 100, average_deal: 10, win_rate: 1/2, lead_rate: 1/2, profile: p}\n"
PROFILE = "profiles:\n  p: {name: P, pace: {signing: 20}}\n"
RELEASE = "releases:\n  R1: {freeze: 2026-06-01, ship: 2026-06-12}\n"


def market(tmp_path: Path, policy: str = "") -> Market:
    loaded = load(tmp_path, {"roadmap.yaml": HEADER + policy + SEGMENT + PROFILE + RELEASE})
    assert loaded.project is not None, [str(finding) for finding in loaded.findings]
    return loaded.project.market


def test_placeholders_enter_with_a_segment_that_names_a_profile(tmp_path: Path) -> None:
    # 100 / 10 = 10 contracts, 20 opportunities.
    found = market(tmp_path)
    assert len(found.placeholders) == 20
    assert found.deals == {}


def test_the_policy_leaves_placeholders_out(tmp_path: Path) -> None:
    assert market(tmp_path, "policy: {placeholders: false}\n").placeholders == {}


def test_the_policy_says_how_many_placeholders_a_segment_has_at_most(tmp_path: Path) -> None:
    found = market(tmp_path, "policy: {most_placeholders: 8}\n")
    assert [placeholder.stands_for for placeholder in found.placeholders.values()] == [3] * 6 + [2]  # 20 / 8 = 2.5


def test_the_policy_halves_the_forecast(tmp_path: Path) -> None:
    found = market(tmp_path, "policy: {caution: 1/2}\n")
    assert len(found.placeholders) == 40
    assert found.win_probability(found.deal("s-placeholder-01")) == Fraction(1, 4)


def test_placeholders_come_after_as_of_and_within_the_plan(tmp_path: Path) -> None:
    found = market(tmp_path, "as_of: 2026-07-01\n")
    days = [placeholder.deal.gates[Gate.SIGNING] for placeholder in found.placeholders.values()]
    assert str(min(days)) >= "2026-07-29"  # 20 working days after Wednesday 1 July
    assert str(max(days)) <= "2026-12-31"


def test_a_table_of_deals_states_what_is_recognised(tmp_path: Path) -> None:
    table = "id,name,customer,segment,stage,value,signing,recognised\nd,D,C,s,lead,10,2026-07-01,60%\n"
    text = HEADER + "include: [deals.csv]\n" + SEGMENT + PROFILE + RELEASE
    loaded = load(tmp_path, {"roadmap.yaml": text, "deals.csv": table})
    assert loaded.project is not None
    found = loaded.project.market
    assert found.recognised(found.deals["d"]) == Fraction(3, 5)
    assert found.recognised(found.deal("s-placeholder-01")) == 1


def segment(**fields: object) -> Segment:
    return Segment.model_validate({"name": "S", "target": 1, "win_rate": 1, "lead_rate": 1} | fields)


def test_payments_are_shares_by_gate_and_may_have_a_delay() -> None:
    read = segment(payments={"signing": "30%", "acceptance": {"share": "70%", "delay": 20}}).payments
    assert read == {
        Gate.SIGNING: Payment(share=Fraction(3, 10)),
        Gate.ACCEPTANCE: Payment(share=Fraction(7, 10), delay=20),
    }
    assert segment().payments == {Gate.PAYMENT: Payment(share=Fraction(1))}


def test_a_list_of_closing_months_counts_them_alike() -> None:
    assert segment(closes=["mar", "oct"]).closes == {Month.MAR: 1, Month.OCT: 1}
    assert segment(closes={"mar": 3}).closes == {Month.MAR: 3}


def test_by_default_january_february_november_and_december_close_little() -> None:
    assert segment().closes == SEASON
    little = sum(SEASON[month] for month in (Month.JAN, Month.FEB, Month.NOV, Month.DEC))
    assert Fraction(little, sum(SEASON.values())) == Fraction(1, 17)  # 4 of 68


def test_a_month_that_is_left_out_closes_nothing() -> None:
    assert [weight({Month.MAR: 3}, date(2026, month, 15)) for month in (2, 3, 12)] == [0, 3, 0]


@pytest.mark.parametrize(
    ("field", "fits"),
    [
        ({"payments": {"signing": "30%", "payment": {"share": "70%", "delay": 5}}}, True),
        ({"payments": {"signing": {"part": "30%"}}}, False),
        ({"closes": ["mar", "apr"]}, True),
        ({"closes": {"mar": 2}}, True),
        ({"closes": ["march"]}, False),
        ({"caution": "1/2", "recognised": 0.6, "average_deal": "200万"}, True),
        ({"caution": "half"}, False),
    ],
)
def test_editors_check_these_fields_too(field: dict[str, object], *, fits: bool) -> None:
    entry = {"name": "S", "target": 1, "win_rate": "1", "lead_rate": "1"} | field
    file = {"name": "F", "start": "2026-01-05", "horizon": "2026-12-31", "segments": {"s": entry}}
    assert jsonschema.Draft202012Validator(RoadmapFile.model_json_schema()).is_valid(file) is fits
