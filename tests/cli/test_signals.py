"""`roadmap plan` under Ctrl-C, SIGTERM and SIGHUP, with a planner that is made up (fault I01)."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap.cli import main
from roadmap.cli.terminal.ending.interruption import Interruption, interruptible
from roadmap.cli.terminal.ending.signals import ending_at_once, take_signals
from roadmap.cli.terminal.planning import plan_folder
from roadmap.operations.planning.plan import PlannedFolder
from roadmap.planner import Options, Planned
from roadmap.plans.document import Plan
from roadmap.schedule import Proof, Status, Stopped
from tests.cli.command import folder, run, small_plan
from tests.cli.planners import finding, nothing, planner
from tests.plan_files import plan_text


def interrupting(*signals: int, plans: int, stopped: Stopped = Stopped.INTERRUPTED) -> Callable[..., Planned]:
    """A planner that saves so many plans and is then sent signals; it ends as soon as it is told to stop."""

    def act(*, save: Callable[[Plan], None], stop: threading.Event, **_rest: object) -> Planned:
        for _number in range(plans):
            save(small_plan())
        for number in signals:
            signal.raise_signal(number)
        assert stop.is_set()
        if plans:
            return Planned(small_plan(), Proof(Status.BEST_FOUND, Stopped.INTERRUPTED, 100, None))
        return nothing(Status.NOTHING_FOUND, stopped)

    return act


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_the_best_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    planner(monkeypatch, interrupting(number, plans=3))
    planned = run("plan", folder(tmp_path / "p"))
    assert planned.exit_code == 0
    assert "Interrupted. Saved the best plan, #3." in planned.stderr
    assert planned.stdout.startswith("Small") or "Written to" in planned.stdout


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 130), (signal.SIGHUP, 129)])
def test_a_signal_before_the_first_plan_ends_with_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: int
) -> None:
    planner(monkeypatch, interrupting(number, plans=0))
    planned = run("plan", folder(tmp_path / "p"))
    assert planned.exit_code == code
    assert "nothing was saved" in planned.stderr.casefold()
    assert not (tmp_path / "p" / "plan.json").exists()


def test_a_solver_that_dies_of_the_same_signal_is_no_defect(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planner(monkeypatch, interrupting(signal.SIGTERM, plans=0, stopped=Stopped.CRASHED))
    assert run("plan", folder(tmp_path / "p")).exit_code == 130


@pytest.mark.parametrize(("plans", "code"), [(2, 0), (0, 130)])
def test_the_second_ctrl_c_ends_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plans: int, code: int) -> None:
    planner(monkeypatch, interrupting(signal.SIGINT, signal.SIGINT, plans=plans))
    planned = run("plan", folder(tmp_path / "p"))
    assert planned.exit_code == code
    assert (tmp_path / "p" / "plan.json").exists() == bool(plans)


def test_ctrl_c_before_the_search_ends_with_130(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object, **_more: object) -> None:
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr("roadmap.operations.folders.load.load_project", interrupt)
    planned = run("plan", folder(tmp_path / "p"))
    assert planned.exit_code == 130
    assert [path.name for path in (tmp_path / "p").iterdir()] == ["roadmap.yaml"]


def test_ctrl_c_before_the_program_runs_ends_with_130(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("roadmap.cli.import_module", interrupt)
    with pytest.raises(SystemExit, match="130"):
        main()
    assert capfd.readouterr().err == "roadmap: Interrupted. Nothing was written.\n"


DROPPED = """
import signal, weakref
from roadmap.cli.terminal.ending.signals import ending_at_once
class Module: pass
with ending_at_once():
    module = Module()
    watch = weakref.ref(module, lambda _gone: signal.raise_signal(signal.SIGINT))
    del module  # an exception raised in this callback is dropped
print("ran on")
"""


def test_ctrl_c_while_importing_ends_the_process_even_where_an_exception_is_dropped() -> None:
    ended = subprocess.run([sys.executable, "-c", DROPPED], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "roadmap: Interrupted. Nothing was written.\n")


def test_ctrl_c_is_left_to_a_caller_who_has_taken_it_over() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with ending_at_once():
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_signal_before_the_search_ends_the_search_though_its_exception_be_dropped() -> None:
    interruption = Interruption()
    with contextlib.suppress(KeyboardInterrupt):
        interruption.handle(signal.SIGINT, None)
    assert interruption.stop.is_set()


def test_a_signal_that_is_ignored_stays_ignored_and_handlers_are_given_back() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with interruptible() as interruption:
            signal.raise_signal(signal.SIGHUP)
            assert not interruption.received
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_fourth_signal_ends_the_process_there_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)
    interruption = Interruption()
    for _time in range(3):
        with contextlib.suppress(KeyboardInterrupt):
            interruption.handle(signal.SIGINT, None)
    interruption.handle(signal.SIGINT, None)
    assert ended == [130]


def test_a_search_off_the_main_thread_takes_no_signals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planner(monkeypatch, finding(small_plan()))
    found: list[PlannedFolder] = []
    where = folder(tmp_path / "p")
    thread = threading.Thread(
        target=lambda: found.append(plan_folder(where, tmp_path / "x.json", options=Options(), quiet=True))
    )
    thread.start()
    thread.join()
    assert found[0].saved == 1


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 130), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_every_command_ends_with_a_code_of_the_table(
    number: int, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_signals()  # as `main` does; the handlers are put back after each test

    def interrupted(_plan: object) -> str:
        signal.raise_signal(number)
        return ""

    (tmp_path / "plan.json").write_text(plan_text(small_plan()), encoding="utf-8")
    monkeypatch.setattr("roadmap.operations.telling.render.build_page", lambda plan, **_more: interrupted(plan))
    ended = run("render", tmp_path / "plan.json")
    assert (ended.exit_code, ended.stderr) == (code, "roadmap: Interrupted. Nothing was written.\n")


def test_a_signal_after_a_file_was_written_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take_signals()
    where = folder(tmp_path / "p")
    planner(monkeypatch, finding(small_plan()))
    (where / "plan.json").write_text(plan_text(small_plan()), encoding="utf-8")
    monkeypatch.setattr(
        "roadmap.outputs.writing.files._sync_folder", lambda _folder: signal.raise_signal(signal.SIGTERM)
    )
    monkeypatch.setattr("roadmap.operations.following.publish._refuse", lambda *_asked, **_how: None)
    ended = run("publish", where / "plan.json")
    assert ended.exit_code == 130
    assert ended.stderr == f"roadmap: Interrupted. These files were already written: {where}/baseline.json.\n"
    assert (where / "baseline.json").exists()


IMPORTING = """
import os, signal
from roadmap.cli import main
import roadmap.cli as cli
cli.import_module = lambda _name: os.kill(os.getpid(), signal.{name})
main()
"""


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 130), ("SIGHUP", 129)])
def test_a_signal_in_the_first_moments_ends_with_a_code_of_the_table(name: str, code: int) -> None:
    source = IMPORTING.replace("{name}", name)
    ended = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (code, "roadmap: Interrupted. Nothing was written.\n")
