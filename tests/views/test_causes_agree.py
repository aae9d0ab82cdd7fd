"""Whoever asks why a deal is given up is told the same: the page, the timeline, the summary and explain."""

from __future__ import annotations

import csv
import io

import pytest

from roadmap.explaining.explained_deal import DealExplained
from roadmap.outputs.timeline import write_csv
from roadmap.plans.document import Plan
from roadmap.views.answers.explaining import deal_lines
from roadmap.views.lookup import look_up
from roadmap.views.roadmap.deals import build_deals
from roadmap.views.roadmap.head.left_out import left_out_lines
from roadmap.views.sales_timeline import build_timeline
from tests.planner.plans import deal_of
from tests.planner.test_causes import asked, build, support

NOBODY_FOR_CASES = "its support cases need the skill fae, and nobody has it"
CORE = {"name": "Core", "skill": "code", "people": 1}


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (asked(build(5, "go")), "Capability: Feature (f) needs the skill go, and nobody has it, now or later"),
        (asked(build(9)), "Capability: Feature (f) cannot land before R2. The last release in time is R1"),
        (
            asked(build(5), deals=support(3, 1), teams={"core": CORE}),
            NOBODY_FOR_CASES,
        ),
        (asked(build(5), pins=[{"deal": "d", "served": False}]), "the pin `deal d: served false` prevents it"),
        (asked(build(5), proved=True), "no plan with it is worth more"),
        (asked(build(5)), "the search found no better plan with it (not proved)"),
    ],
)
def test_one_cause_is_told_everywhere(plan: Plan, said: str) -> None:
    lookup, line = look_up(plan), deal_of(plan)
    row = build_deals(plan, lookup).groups[0].rows[0]
    assert row.causes == (said,)
    (gate,) = csv.DictReader(io.StringIO(write_csv(build_timeline(plan)).removeprefix("\ufeff")))
    assert gate["cause"] == said
    told = deal_lines(DealExplained(line, (), None, None, (), (), (), None, (), None, None), "CNY", lookup)
    assert f"Why: {said}." in told
    beyond = [text for text in left_out_lines(plan) if said.removeprefix("Capability: ") in text]
    assert bool(beyond) is row.out_of_reach
