"""The market of the chip company: the funnel, the amounts, the season and the catalogue."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from math import ceil

import pytest

from requirements.capability import Kind
from requirements.deal import Deal
from requirements.gate import Gate, Importance, Maturity, Stage
from roadmap.folder.project import Project
from tests.examples.shipped import example

NAMED = {
    Kind.SERVING: "python-api c-cpp-api inference-engine inference-server triton-backend kserve seldon-core bentoml "
    "engine-integration grey-release-kit backend-porting-kit",
    Kind.DATA_CENTRE: "k8s-device-plugin kubeflow mlflow system-integration",
    Kind.OPERATIONS: "smi runtime-monitoring prometheus-exporter",
    Kind.DEVELOPER_TOOLS: "compiler-toolchain gdb-debugger profiler accuracy-comparison",
    Kind.QUALIFICATION: "peak-tests stress-tests",
    Kind.KNOWLEDGE: "documentation reference-code fae-training presales-training ref-app-traffic ref-app-retail",
    Kind.MODEL: "model-yolov8 model-unet model-resnet50 model-ppocr model-bytetrack model-qwen-7b",
}


@pytest.fixture
def project() -> Project:
    return example("chip-stack")


def deals(project: Project, segment: str) -> list[Deal]:
    return [deal for deal in project.market.deals.values() if deal.segment == segment]


def test_there_are_83_deals_of_5_8_hundred_million(project: Project) -> None:
    counts = {segment: len(deals(project, segment)) for segment in project.market.segments}
    assert counts == {"isv": 70, "internet": 8, "large": 5}  # 70 + 8 + 5 = 83
    sums = {segment: sum(deal.value for deal in deals(project, segment)) for segment in counts}
    assert 130_000 <= sums["isv"] <= 135_000
    assert 130_000 <= sums["internet"] <= 133_500
    assert sums["large"] == 320_000
    assert 1_800 <= sums["isv"] / 70 <= 2_100  # about 2 million each


@pytest.mark.parametrize(
    ("segment", "target", "contracts", "opportunities", "leads"),
    [
        ("isv", 30_000, 15, 45, Fraction(135, 2)),  # 15 / (1/3) = 45; 45 / (2/3) = 67.5
        ("internet", 50_000, 3, 6, Fraction(8)),  # 3 / (1/2) = 6; 6 / (3/4) = 8
        ("large", 120_000, 2, 4, Fraction(16, 3)),  # 2 / (1/2) = 4; 4 / (3/4) = 5.33
    ],
)
def test_the_rates_give_the_forecast(
    project: Project, segment: str, target: int, contracts: int, opportunities: int, leads: Fraction
) -> None:
    kind = project.market.segments[segment]
    assert (kind.target, kind.contracts) == (target, contracts)
    assert contracts / kind.win_rate == opportunities
    assert contracts / kind.win_rate / kind.lead_rate == leads
    assert len(deals(project, segment)) in range(int(leads), ceil(leads) + 3)  # 70 for 67.5, 8 for 8, 5 for 5.33


def test_the_leads_needed_are_worth_588_million(project: Project) -> None:
    # 30 / (1/3 x 2/3) = 135; 50 / (1/2 x 3/4) = 133.3; 120 / (1/2 x 3/4) = 320; in all 588.3 million.
    needed = sum((s.target / s.win_rate / s.lead_rate for s in project.market.segments.values()), Fraction(0))
    assert round(needed / 1000, 1) == Fraction("588.3")


def test_january_february_november_and_december_close_little(project: Project) -> None:
    signings = [deal.gates[Gate.SIGNING] for deal in project.market.deals.values() if Gate.SIGNING in deal.gates]
    months = Counter(day.month for day in signings)
    assert sum(months[month] for month in (1, 2, 11, 12)) <= len(signings) // 8
    assert {month for month in range(3, 11) if months[month]} >= {3, 4, 5, 7, 8, 9, 10}


def test_most_design_ins_and_acceptances_leave_time_for_payment(project: Project) -> None:
    isv = deals(project, "isv")
    design_ins = [deal.gates[Gate.DESIGN_IN] for deal in isv if Gate.DESIGN_IN in deal.gates]
    acceptances = [deal.gates[Gate.ACCEPTANCE] for deal in isv if Gate.ACCEPTANCE in deal.gates]
    assert sum(day.month <= 8 for day in design_ins) >= 0.8 * len(design_ins)  # 80 % by the end of August
    assert sum(day.month <= 10 for day in acceptances) >= 0.9 * len(acceptances)  # nearly all by the end of October


def test_every_gate_is_a_working_day(project: Project) -> None:
    days = [(key, day) for key, deal in project.market.deals.items() for day in deal.gates.values()]
    assert [(key, day) for key, day in days if not project.calendar.is_working(day)] == []


def test_every_deal_has_a_situation_an_owner_and_a_customer_of_its_own(project: Project) -> None:
    everyone = list(project.market.deals.values())
    assert all(deal.situation and deal.owner and any(deal.needs.values()) for deal in everyone)
    assert len({deal.customer for deal in everyone}) == 83
    assert len({deal.situation for deal in everyone}) == 83
    assert {deal.stage for deal in everyone} >= {
        Stage.LEAD,
        Stage.OPPORTUNITY,
        Stage.EVALUATION,
        Stage.DESIGN_IN,
        Stage.WON,
    }


def test_needs_show_alternatives_challenges_and_wishes(project: Project) -> None:
    needs = [need for deal in project.market.deals.values() for group in deal.needs.values() for need in group]
    assert sum(len(need.any_of) > 1 for need in needs) >= 10
    assert sum(need.importance is Importance.CHALLENGE for need in needs) >= 20
    assert sum(need.importance is Importance.NICE for need in needs) >= 8


@pytest.mark.parametrize("kind", NAMED)
def test_every_system_of_the_domain_is_a_capability_that_somebody_needs(project: Project, kind: Kind) -> None:
    wanted = {
        capability
        for deal in project.market.deals.values()
        for group in deal.needs.values()
        for need in group
        for capability in need.any_of
    }
    for capability in NAMED[kind].split():
        assert project.market.capabilities[capability].kind is kind
        assert capability in wanted


def test_there_are_12_to_20_named_models(project: Project) -> None:
    models = [c for c in project.market.capabilities.values() if c.kind is Kind.MODEL]
    assert 12 <= len(models) <= 20


def test_some_capabilities_are_ready_so_that_evaluations_can_begin(project: Project) -> None:
    ready = {key for key, capability in project.market.capabilities.items() if capability.ready}
    assert {"compiler-toolchain", "c-cpp-api", "smi", "model-yolov5"} <= ready
    assert project.market.capabilities["compiler-toolchain"].ready is Maturity.PREVIEW
