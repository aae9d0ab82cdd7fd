"""A year of one future: what comes true is reported, and the ledger says how promises were kept."""

from __future__ import annotations

from pathlib import Path

from benchmarks.quarters import months, year
from roadmap.operations.sources.stored_plans import find_plan
from tests.cli.rivals_folder import RIVALS, rivals_folder

SURE = "policy: {uncertainty: {gates: 0 days, sick_days: 0, effort: {less: 0%, more: 0%}}}\n"


def test_where_nothing_is_uncertain_all_promises_hold_and_the_folder_stays_as_it_is(tmp_path: Path) -> None:
    plan = rivals_folder(tmp_path / "company", RIVALS + SURE)
    before = sorted(plan.parent.iterdir()), (plan.parent / "roadmap.yaml").read_bytes()
    rows = list(year(plan, tmp_path / "copy", 7))
    assert [row["day"] for row in rows] == ["2026-04-01", "2026-06-26"]
    assert [(row["past"], row["held"], row["warned"]) for row in rows] == [(2, 2, 0), (2, 2, 0)]
    assert before == (sorted(plan.parent.iterdir()), (plan.parent / "roadmap.yaml").read_bytes())


def test_in_a_future_in_which_work_takes_longer_promises_break_and_the_ledger_says_so(tmp_path: Path) -> None:
    wide = SURE.replace("more: 0%", "more: 100%")
    plan = rivals_folder(tmp_path / "company", RIVALS + wide)
    last = list(year(plan, tmp_path / "copy", 6))[-1]
    assert (last["held"], last["broken"], last["past"]) == (1, 1, 2)
    assert 0 < last["expected"] < 2


def test_the_months_end_with_the_plan(tmp_path: Path) -> None:
    plan = find_plan(rivals_folder(tmp_path / "company")).plan
    assert [day.month for day in months(plan.as_of, plan.horizon)] == [2, 3, 4, 5, 6, 6]
