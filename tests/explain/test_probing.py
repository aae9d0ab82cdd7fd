"""Probing each deal alone: what no plan serves, what none serves in time, and what could be."""

from __future__ import annotations

import random
import threading
from pathlib import Path
from typing import Any

import pytest

from roadmap.explaining.probing import probe_deals
from roadmap.operations.folders.check import check
from roadmap.plans.causes import CauseKind
from tests.cli.command import answer, folder, run
from tests.cli.test_left_out import CROWDED
from tests.explain.judges import JudgeHere
from tests.explain.test_shortage import drawn
from tests.projects import SEGMENT, capability, deal, feature, project

TRAINS = {
    "R1": {"freeze": "2026-01-14", "ship": "2026-01-16"},
    "R2": {"freeze": "2026-02-25", "ship": "2026-02-27"},
}
"""R1 freezes at the end of the 8th working day and ships on the 10th; R2 on the 38th and 40th."""
PATIENT = SEGMENT | {"lateness": [{"days": 0, "keeps": 1}, {"days": 40, "keeps": "50%"}]}
STRICT = SEGMENT | {"lateness": [{"days": 0, "keeps": 1}]}


def build(days: int, skill: str = "code") -> dict[str, Any]:
    return {"phase": "build", "skill": skill, "effort": days}


def probed(work: dict[str, Any], segment: dict[str, Any] = PATIENT, **more: Any) -> list[tuple[str, str]]:
    """What is known of one deal that needs one feature by the ship day of R1."""
    made = project(
        segments={"isv": segment},
        capabilities={"api": capability()},
        features={"f": feature(work)},
        releases=TRAINS,
        deals={"d": deal(gates={"design_in": "2026-01-16"}, needs={"design_in": ["api"]})},
        **more,
    )
    return [(probe.deal, probe.known) for probe in probe_deals(made, JudgeHere(), seconds=60)]


def test_a_deal_that_some_plan_serves_in_time_is_not_told() -> None:
    assert probed(build(8)) == []


def test_a_deal_that_no_plan_serves_in_time_is_told_as_late() -> None:
    assert probed(build(9)) == [("d", "late")]  # nine days end after the freeze of R1, and R2 is worth half


def test_a_deal_that_no_plan_serves_is_told_with_its_cause() -> None:
    assert probed(build(9), STRICT) == [("d", "never")]
    assert probed(build(2, "go")) == [("d", "never")]


def test_a_pinned_deal_is_left_in_peace() -> None:
    assert probed(build(9), STRICT, pins=[{"deal": "d", "served": False}]) == []


def test_without_time_nothing_is_claimed() -> None:
    made = drawn(random.Random(4))
    known = {probe.known for probe in probe_deals(made, JudgeHere(), seconds=0) if not probe.causes}
    assert known <= {"open"}


def test_a_solver_that_changes_its_mind_is_not_believed() -> None:
    liar = JudgeHere(lambda presolve, verdict: type(verdict)("infeasible" if presolve else "open"))
    made = project(
        segments={"isv": STRICT},
        capabilities={"api": capability()},
        features={"f": feature(build(5))},
        releases=TRAINS,
        deals={"d": deal(gates={"design_in": "2026-01-16"}, needs={"design_in": ["api"]})},
    )
    assert [probe.known for probe in probe_deals(made, liar, seconds=60)] == ["open"]


def test_check_deep_tells_what_only_a_search_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.operations.folders.probing.Judge", JudgeHere)
    where = folder(tmp_path / "p", CROWDED[: CROWDED.index("pins:")])
    assert run("check", where).stdout == ""
    (found,) = answer(run("check", where, "--deep", "--json"))["findings"]
    assert (found["code"], found["line"], found["severity"]) == ("deal-never", 8, "warning")
    assert found["message"] == "no plan serves the deal d, even if it is planned alone: no order of its work fits"


@pytest.mark.parametrize(
    ("seconds", "stopped", "code"), [(60.0, False, "deal-late"), (0.0, False, "deal-open"), (60.0, True, "deal-open")]
)
def test_check_deep_tells_what_can_only_be_late_and_what_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, stopped: bool, code: str
) -> None:
    monkeypatch.setattr("roadmap.operations.folders.probing.Judge", JudgeHere)
    stop = threading.Event()
    if stopped:
        stop.set()
    patient = "lateness: [{days: 0, keeps: 100%}, {days: 9, keeps: 50%}]}"
    text = CROWDED[: CROWDED.index("pins:")].replace("lead_time: 0}", f"lead_time: 0, {patient}")
    # A second train, within the days of lateness, holds all of it.
    text = text.replace("releases: {", "releases: {R2: {freeze: 2026-01-19, ship: 2026-01-20}, ")
    found = check(folder(tmp_path / "p", text), deep=True, seconds=seconds, stop=stop).findings
    assert [(one.code, str(one.severity)) for one in found] == [(code, "hint")]


def test_what_counts_show_needs_no_search() -> None:
    judge = JudgeHere()
    made = project(
        segments={"isv": STRICT},
        capabilities={"api": capability()},
        features={"f": feature(build(2, "go"))},
        releases=TRAINS,
        deals={"d": deal(gates={"design_in": "2026-01-16"}, needs={"design_in": ["api"]})},
    )
    (probe,) = probe_deals(made, judge, seconds=60)
    assert ([cause.kind for cause in probe.causes], judge.asked) == ([CauseKind.NOBODY], 0)
