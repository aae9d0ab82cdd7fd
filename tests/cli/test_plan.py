"""`roadmap plan` with a planner that is made up: what is saved, what is said, and how it ends."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from requirements.errors import RoadmapError
from roadmap.cli.commands.planning.plan import command
from roadmap.cli.text.summary import proof_sentence
from roadmap.errors import PlanRejected, SolverFailure
from roadmap.outputs.writing.locks import sole_writer
from roadmap.planner import Options, Planned, ProcessorTime
from roadmap.plans.plan_file import read_plan, sealed
from roadmap.schedule import Status, Stopped
from tests.cli.command import SMALL, answer, folder, run, small_plan
from tests.cli.planners import finding, nothing, planner
from tests.plan_files import plan_text

OPEN = (
    SMALL
    + """\
capabilities:
  api: {name: API, kind: serving, ready: ga}
deals:
  d:
    {name: D, customer: C, segment: isv, stage: evaluation, value: 200,
     gates: {design_in: 2026-02-27}, needs: {design_in: [api]}}
"""
)


def test_a_search_by_processor_time_is_not_said_to_have_ended_by_the_clock() -> None:
    plan = small_plan()
    counted = plan.model_copy(update={"made_from": plan.made_from.model_copy(update={"effort": 20.0})})
    said = "the processor time given with --effort was used up"
    assert said in proof_sentence(counted)
    assert said not in proof_sentence(plan)


OLD = '{"kind": "roadmap-plan", "schema_version": 0}'
"""A plan of an earlier version."""


def test_the_plan_is_written_and_summed_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planner(monkeypatch, finding(small_plan()))
    where = folder(tmp_path / "p")
    planned = run("plan", where)
    assert planned.exit_code == 0
    assert read_plan(where / "plan.json") == small_plan()
    lines = planned.stdout.splitlines()
    assert lines[0].endswith("Best plan found (the time limit was reached). No plan is worth more than CNY 110 k.")
    assert [line.split()[0] for line in lines[1:-1]] == [
        "value",
        "secured",
        "at",
        "late",
        "given",
        "bound",
        "deals",
        "releases",
        "promises",
    ]
    assert "  value     CNY 100 k" in lines
    assert "  deals     1 secured, 0 at risk, 0 late, 0 given up" in lines
    assert "  releases  1 of 1 used: R1 (16 Jan)" in lines
    assert lines[-1] == f"Written to {where}/plan.json. To view it: roadmap render {where}/plan.json"
    assert sorted(path.name for path in where.iterdir()) == ["plan.json", "roadmap.yaml"]


def test_programs_get_one_object(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planner(monkeypatch, finding(small_plan(), small_plan()))
    summary = answer(run("plan", folder(tmp_path / "p"), "-o", tmp_path / "x.json", "--json"))
    assert summary["file"] == str(tmp_path / "x.json")
    assert (summary["exit_code"], summary["saved"], summary["error"]) == (0, 2, None)
    assert summary["proof"]["value"] == 100
    assert summary["proof"]["gap"] == 0.1
    assert summary["deals"] == {"secured": 1, "at_risk": 0, "late": 0, "given_up": 0}
    assert summary["releases_used"] == ["R1"]


def test_progress_goes_to_standard_error_unless_it_is_not_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner(monkeypatch, finding(small_plan(), small_plan()))
    where = folder(tmp_path / "p", OPEN)
    (line,) = run("plan", where).stderr.splitlines()  # the second plan comes within a second
    assert line.endswith(" s left  value CNY 100 k  bound CNY 110 k  gap 10%  1 plan saved")
    assert run("plan", where, "--quiet").stderr == ""


def test_the_options_reach_the_planner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called = planner(monkeypatch, finding(small_plan()))
    options = ["--time", "0.5", "--workers", "3", "--seed", "9", "--reproducible", "--as-of", "2026-02-02"]
    assert run("plan", folder(tmp_path / "p"), *options).exit_code == 0
    project, chosen = called[0]
    assert chosen == Options(seconds=0.5, workers=3, seed=9, reproducible=True, folder=".")
    assert project.as_of == date(2026, 2, 2)


def test_an_effort_reaches_the_planner_and_takes_the_place_of_the_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = planner(monkeypatch, finding(small_plan()))
    assert run("plan", folder(tmp_path / "p"), "--effort", "12").exit_code == 0
    assert called[0][1] == Options(folder=".", effort=12.0)
    assert called[0][1].working == 6.0  # two cores


@pytest.mark.parametrize(("got", "told"), [(5.0, True), (45.0, False)])
def test_a_machine_that_gave_less_than_half_of_its_time_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, got: float, told: bool
) -> None:
    def act(**callbacks: Any) -> Planned:
        return replace(finding(small_plan())(**callbacks), used=ProcessorTime(got, 30.0, free=50.0))

    planner(monkeypatch, act)
    lines = run("plan", folder(tmp_path / "p")).stderr
    assert ("The machine was busy: in 30 s the search got 5 s of processor time" in lines) == told


@pytest.mark.parametrize(
    "options",
    [
        ["--time", "3", "--effort", "3"],
        ["--effort", "0"],
        ["--time", "0"],
        ["--time", "nan"],
        ["--time", "inf"],
        ["--time", "x"],
        ["--time", "-1"],
        ["--workers", "0"],
    ],
)
def test_senseless_options_are_usage_errors(tmp_path: Path, options: list[str]) -> None:
    assert run("plan", folder(tmp_path / "p"), *options).exit_code == 2


@pytest.mark.parametrize(
    ("status", "stopped", "code", "said"),
    [
        (Status.NOTHING_FOUND, Stopped.TIME, 5, "No plan was found in the time given"),
        (Status.NOTHING_FOUND, Stopped.WORK, 5, "No plan was found in the time given"),
        (Status.NOTHING_FOUND, Stopped.CRASHED, 1, "The solver process ended before it found a plan"),
    ],
)
def test_without_a_plan_the_old_file_is_unchanged_and_the_end_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: Status, stopped: Stopped, code: int, said: str
) -> None:
    planner(monkeypatch, lambda **_callbacks: nothing(status, stopped))
    where = folder(tmp_path / "p")
    (where / "plan.json").write_text(OLD)
    planned = run("plan", where)
    assert planned.exit_code == code
    assert said in planned.stderr
    assert (where / "plan.json").read_text() == OLD


def test_a_refused_plan_is_not_stored_and_its_bundle_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_callbacks: object) -> Planned:
        raise PlanRejected("The checker refused the plan.", bundle='{"rules": []}')

    planner(monkeypatch, refuse)
    where = folder(tmp_path / "p")
    planned = run("plan", where)
    assert planned.exit_code == 1
    assert not (where / "plan.json").exists()
    assert (where / "plan.rejected.json").read_text() == '{"rules": []}'
    report = where / "plan.rejected.json"
    assert f"The checker refused the plan. The file {report} contains the problem without any names." in planned.stderr


def test_a_solver_that_fails_is_told_in_its_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_callbacks: object) -> Planned:
        raise SolverFailure("The solver said two things.")

    planner(monkeypatch, fail)
    planned = run("plan", folder(tmp_path / "p"))
    assert planned.exit_code == 1
    assert planned.stderr.splitlines()[-1] == "roadmap: The solver said two things."


def test_faulty_input_is_not_planned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called = planner(monkeypatch, finding(small_plan()))
    planned = run("plan", folder(tmp_path / "p", SMALL + "nmae: x\n"))
    assert planned.exit_code == 3
    assert "roadmap.yaml:6:1: " in planned.stderr
    assert planned.stdout == ""
    assert called == []


def test_an_input_file_is_never_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called = planner(monkeypatch, finding(small_plan()))
    where = folder(tmp_path / "p")
    refused = run("plan", where, "-o", where / "roadmap.yaml")
    assert refused.exit_code == 2
    assert "would be read as input of" in refused.stderr
    assert (where / "roadmap.yaml").read_text() == SMALL
    (tmp_path / "old.json").write_text(plan_text(small_plan()))
    assert run("plan", where, "-o", tmp_path / "old.json").exit_code == 0
    assert len(called) == 1


def test_a_plan_that_somebody_else_is_writing_is_left_to_him(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called = planner(monkeypatch, finding(small_plan()))
    where = folder(tmp_path / "p")
    with sole_writer(where / "plan.json"):
        refused = run("plan", where, "--wait", "0.1")
    assert refused.exit_code == 3
    assert "has been writing" in refused.stderr
    assert called == []


def test_a_folder_that_is_not_there_is_told_before_the_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called = planner(monkeypatch, finding(small_plan()))
    refused = run("plan", folder(tmp_path / "p"), "-o", tmp_path / "no" / "plan.json")
    assert refused.exit_code == 3
    assert "does not exist" in refused.stderr
    assert called == []


def test_the_defaults_of_the_command_are_those_of_the_planner() -> None:
    defaults = {option.name: option.default for option in command.params}
    assert (defaults["seconds"], defaults["workers"], defaults["seed"]) == (30.0, 8, 0)
    assert Options() == Options(seconds=30.0, workers=8, seed=0, reproducible=False)


def test_a_plan_without_bound_promises_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = small_plan()
    crashed = plan.proof.model_copy(update={"bound": None, "gap": None, "stopped": Stopped.CRASHED})
    planner(monkeypatch, finding(plan.model_copy(update={"proof": crashed, "releases": []})))
    shown = run("plan", folder(tmp_path / "p")).stdout
    assert "(the solver crashed; its best plan was kept). How much better a plan could be is not known." in shown
    assert "  bound" not in shown
    assert "  releases  none of 0 used\n" in shown


def test_names_from_the_input_cannot_command_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planner(monkeypatch, finding(small_plan().model_copy(update={"name": "\x1b[2J"})))
    shown = run("plan", folder(tmp_path / "p")).stdout
    assert "\x1b" not in shown
    assert shown.startswith("\\x1b[2J: ")


def test_a_disk_that_fills_up_ends_the_search_with_the_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_options: object) -> None:
        raise RoadmapError("plan.json was not written: No space left on device.")

    planner(monkeypatch, finding(small_plan()))
    monkeypatch.setattr("roadmap.operations.searching.saving.write_whole", full)
    planned = run("plan", folder(tmp_path / "p"), "--json")
    assert planned.exit_code == 3
    assert json.loads(planned.stdout)["error"] == "plan.json was not written: No space left on device."


@pytest.mark.parametrize(
    ("stopped", "said"),
    [
        (Stopped.TIME, "The time limit was reached before the work limit"),
        (Stopped.PROVED, "The time limit was reached before the work limit"),
        (Stopped.INTERRUPTED, "The search was interrupted"),
        (Stopped.CRASHED, "The solver crashed"),
    ],
)
def test_a_plan_that_is_not_reproducible_though_it_was_to_be_is_told(
    stopped: Stopped, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = small_plan()
    plan = plan.model_copy(update={"proof": plan.proof.model_copy(update={"stopped": stopped})})
    planner(monkeypatch, finding(sealed(plan)))
    planned = run("plan", folder(tmp_path / "p"), "--reproducible", "-q", "--json")
    assert f"{said}. This plan is not reproducible: the same input and seed may give another plan." in planned.stderr
    assert answer(planned)["reproducible"] is False
    other = folder(tmp_path / "q")
    assert "reproducible" not in run("plan", other, "-q").stderr
    made = plan.made_from.model_copy(update={"reproducible": True})
    planner(monkeypatch, finding(sealed(plan.model_copy(update={"made_from": made}))))
    planned = run("plan", other, "--reproducible", "-q", "-o", other / "x.json", "--json")
    assert (planned.stderr, answer(planned)["reproducible"]) == ("", True)
