"""`--time` is the time of the whole command, and what cannot be planned in it is told at once."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.companies import write_company
from requirements.errors import InputFault
from roadmap.cli.terminal import command_clock
from roadmap.folder.load import load_project
from roadmap.operations.searching import too_large
from roadmap.operations.searching.too_large import refuse_too_large
from roadmap.planner import Options, PlanningStage, make_plan
from roadmap.planner.keeper import Keeper
from roadmap.schedule import Proof, Schedule, Status, Stopped
from roadmap.solver.outcome import Outcome, Search
from roadmap.tuning import TUNING
from tests.cli.command import answer, folder, run
from tests.planner.test_run import folder as small


def refused(deals: int, seconds: float, read: float, spent: float, monkeypatch: pytest.MonkeyPatch) -> str | None:
    """What is said of so many deals (and no feature), read in so many seconds, so many after the beginning."""
    project: Any = type("P", (), {})()
    project.market, project.engineering = type("M", (), {"deals": range(deals)}), type("E", (), {"features": ()})
    monkeypatch.setattr(time, "monotonic", lambda: 50.0 + spent)
    try:
        refuse_too_large(project, began=50.0, seconds=seconds, read=read)
    except InputFault as fault:
        (finding,) = fault.findings
        assert finding.code == "too-large-for-time"
        return f"{finding.message}. {finding.hint}"
    return None


def test_what_cannot_be_planned_in_the_time_is_refused_with_the_size_that_can(monkeypatch: pytest.MonkeyPatch) -> None:
    # 3 s were spent, 2 of them for reading: 3 + 10 x 2 = 23 s are needed. 10 s may be 11, of which 1 is for starting:
    # 10 / (11 x 2) of the size. --time 30 is 23 x 1.2 = 27.6, in tens above.
    said = refused(10_000, 10.0, 2.0, 3.0, monkeypatch)
    assert said == (
        "10000 deals and 0 features are too many to be planned in 10 s on this machine. Give --time 30 or more. "
        "About 4500 deals and 0 features can be planned in 10 s."
    )
    assert refused(10_000, 22.0, 2.0, 3.0, monkeypatch) is None  # a second late is in time
    assert refused(10_000, 21.8, 2.0, 3.0, monkeypatch) is not None
    assert refused(999, 0.1, 2.0, 3.0, monkeypatch) is None  # there it is the machine that is slow


def test_a_refusal_is_an_error_of_the_input_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(too_large, "TUNING", replace(TUNING, too_large_smallest=0, after_reading=1e6))
    where = folder(tmp_path / "p")
    done = run("plan", where, "--json")
    assert (done.exit_code, answer(done)["findings"][0]["code"]) == (3, "too-large-for-time")
    assert [path.name for path in where.iterdir()] == ["roadmap.yaml"]


def test_a_command_begins_with_its_process_and_only_the_first_one() -> None:
    script = (
        "import time; began = time.monotonic()\n"
        "while time.process_time() < 0.3: pass\n"  # what starting takes
        "from roadmap.cli.terminal import command_clock; command_clock.note_start(); first = command_clock.began()\n"
        "assert first <= began, (first, began)\n"
        "assert command_clock.began() > began + 0.1\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
    assert too_large.allowance(10) == 1.0
    assert too_large.allowance(60) == 3.0


def test_the_age_of_a_shell_that_became_the_command_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.cli.terminal.command_clock.time.process_time", lambda: 0.001)
    assert command_clock.age() <= 0.008
    monkeypatch.setattr("roadmap.cli.terminal.command_clock.time.process_time", lambda: 1000.0)
    assert command_clock.age() > 0.008


def test_the_search_ends_before_the_time_does_so_that_the_plan_can_be_written() -> None:
    asked: list[Search] = []

    def solver(_problem: object, search: Search, **_more: object) -> Outcome:
        asked.append(search)
        return Outcome(Schedule((None,)), Proof(Status.BEST_FOUND, Stopped.TIME, 0, None), "made up")

    stages: list[PlanningStage] = []
    callbacks: dict[str, Any] = {"observe": lambda _: None, "save": lambda _: None, "stop": threading.Event()}
    for options in (Options(seconds=100), Options(seconds=100, reproducible=True)):
        make_plan(small(), options, **callbacks, solver=solver, until=time.monotonic() + 40.0, stage=stages.append)
    assert [0 < search.wall < 40.0 for search in asked] == [True, True]  # 60 s went into reading, say
    assert asked[1].seconds == 100  # from which the work follows
    assert stages == [PlanningStage.PREPARING, PlanningStage.SEARCHING, PlanningStage.WRITING] * 2


def test_a_better_plan_waits_for_the_end_where_writing_it_would_cost_the_last_one_its_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 100.0)
    keeper = Keeper.__new__(Keeper)
    keeper.took, keeper.saved = 10.0, 0
    for left, in_time in ((None, True), (31.0, True), (29.0, False)):
        keeper.until = None if left is None else 100.0 + left
        assert keeper._in_time() is in_time


def test_a_company_of_any_size_passes_the_check(tmp_path: Path) -> None:
    write_company(tmp_path, deals=40, features=30)
    project = load_project(tmp_path).project
    assert project is not None
    assert (len(project.market.deals), len(project.engineering.features)) == (40, 30)
