"""Planning in a real process that is interrupted, hung up on, killed or given no time (faults I01, I02, M05)."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.companies import write_company
from roadmap.plans.plan_file import read_plan
from tests.cli.command import run, start

pytestmark = pytest.mark.slow
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A company whose search takes as long as it is given, and has a plan after a moment."""
    write_company(tmp_path / "p", deals=80, features=120)
    return tmp_path / "p"


@pytest.fixture
def planning(company: Path) -> Iterator[subprocess.Popen[str]]:
    """A search that has saved its first plan."""
    process = start("plan", company, "--time", "120", "--workers", "2", start_new_session=True)
    while not (company / "plan.json").exists():
        assert process.poll() is None, "the search ended"
        time.sleep(0.05)
    yield process
    if process.poll() is None:
        process.kill()
        process.wait()
    if process.stderr is not None:
        process.stderr.close()


def children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def gone_within(seconds: float, processes: list[int]) -> bool:
    until = time.monotonic() + seconds
    while any(runs(process) for process in processes):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def nothing_left_over(folder: Path) -> bool:
    return {path.name for path in folder.iterdir() if path.name.startswith(".")} <= {".github", ".roadmap"}


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_while_searching_keeps_the_best_plan(
    company: Path, planning: subprocess.Popen[str], number: signal.Signals
) -> None:
    solver = children(planning.pid)
    os.killpg(planning.pid, number)  # as a terminal does: the whole group
    stdout, stderr = planning.communicate(timeout=60)
    assert planning.returncode == 0
    assert "Interrupted. Saved the best plan, #" in stderr
    assert "Traceback" not in stderr
    assert "it was interrupted" in stdout
    assert read_plan(company / "plan.json").proof.stopped == "interrupted"
    assert nothing_left_over(company)
    assert gone_within(10, solver)


def test_a_second_ctrl_c_ends_at_once_and_keeps_the_plan(company: Path, planning: subprocess.Popen[str]) -> None:
    solver = children(planning.pid)
    os.killpg(planning.pid, signal.SIGINT)
    os.killpg(planning.pid, signal.SIGINT)
    _stdout, stderr = planning.communicate(timeout=60)
    assert planning.returncode == 0
    assert "Traceback" not in stderr
    assert read_plan(company / "plan.json").deals
    assert gone_within(10, solver)


def test_kill_9_while_searching_keeps_the_incumbent_and_leaves_no_solver(
    company: Path, planning: subprocess.Popen[str]
) -> None:
    solver = children(planning.pid)
    assert solver
    planning.kill()
    planning.wait()
    assert read_plan(company / "plan.json").deals
    assert gone_within(30, solver)
    again = run("plan", company, "--time", "1", "--workers", "2", "--quiet")
    assert again.exit_code == 0
    assert nothing_left_over(company)


def test_a_solver_that_is_killed_ends_the_search_with_what_it_had(
    company: Path, planning: subprocess.Popen[str]
) -> None:
    for solver in children(planning.pid):
        os.kill(solver, signal.SIGKILL)
    stdout, stderr = planning.communicate(timeout=60)
    assert planning.returncode == 0
    assert "Traceback" not in stderr
    assert "the solver crashed; its best plan was kept" in stdout
    assert read_plan(company / "plan.json").deals


def test_a_second_command_leaves_the_plan_to_the_first(company: Path, planning: subprocess.Popen[str]) -> None:
    second = run("plan", company, "--time", "1", "--quiet")
    assert second.exit_code == 3
    assert f"Process {planning.pid} on " in second.stderr
    assert planning.poll() is None


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_at_any_moment_ends_with_a_whole_plan_or_none(company: Path, number: signal.Signals) -> None:
    moments = random.Random(number)
    for _round in range(4):
        process = start("plan", company, "--time", "60", "--workers", "2", "-q", start_new_session=True)
        time.sleep(moments.uniform(0.6, 2.5))
        os.killpg(process.pid, number)
        _stdout, stderr = process.communicate(timeout=60)
        assert "Traceback" not in stderr
        assert (process.returncode == 0) == (company / "plan.json").exists() or process.returncode < 0
        if (company / "plan.json").exists():
            assert read_plan(company / "plan.json").deals
            (company / "plan.json").unlink()
        assert process.returncode in (0, 129, 130, -number)  # -number: before the command took the signals over


@pytest.mark.parametrize("seconds", ["0.01", "0.3"])
def test_hardly_any_time_gives_a_verified_plan_or_says_that_there_is_none(company: Path, seconds: str) -> None:
    process = start("plan", company, "--time", seconds, "--json", "-q")
    stdout, stderr = process.communicate(timeout=120)
    ended = json.loads(stdout)
    assert process.returncode == ended["exit_code"]
    assert "Traceback" not in stderr
    if process.returncode == 0:
        assert read_plan(company / "plan.json").proof.stopped == "time"
    else:
        assert process.returncode == 5
        assert not (company / "plan.json").exists()
