"""The small cases with known answers, planned by the real planner through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap.plans.deals import GateStatus
from roadmap.plans.plan_file import read_plan
from roadmap.schedule import Status
from tests.cli.command import run, start


@pytest.mark.parametrize("example", ["two-deals", "inversion"])
def test_every_gate_is_met_and_the_plan_is_proved(tmp_path: Path, example: str) -> None:
    run("init", tmp_path / "p", "--example", example)
    planned = run("plan", tmp_path / "p", "--workers", "2")
    assert planned.exit_code == 0
    assert ": Proved: no plan is worth more." in planned.stdout
    plan = read_plan(tmp_path / "p" / "plan.json")
    assert plan.proof.status is Status.OPTIMAL
    assert {gate.status for deal in plan.deals for gate in deal.gates} == {GateStatus.MET}


def test_pins_that_contradict_end_with_4_and_name_their_lines(tmp_path: Path) -> None:
    run("init", tmp_path / "p", "--example", "contradiction")
    planned = run("plan", tmp_path / "p", "--workers", "2")
    assert planned.exit_code == 4
    assert planned.stdout == ""
    assert "The fixed lines contradict each other, so no plan can hold all of them." in planned.stderr
    said = "work on python-api, c-api needs 8 person-days of runtime, and only 5 are available: 3 are missing."
    assert said in planned.stderr
    pins = [line for line in planned.stderr.splitlines() if line.startswith("  roadmap.yaml:")]
    assert [line.split(": ")[1] for line in pins] == [
        "feature python-api is done by 2026-01-09",
        "feature c-api is done by 2026-01-09",
    ]
    assert not (tmp_path / "p" / "plan.json").exists()


@pytest.mark.slow
def test_reproducible_plans_are_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    run("init", tmp_path / "p")
    hosts = {  # fault V07: neither the zone nor the locale of the host may show
        "1": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        "2": {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"},
    }
    for name, host in hosts.items():
        output = tmp_path / f"{name}.json"
        process = start("plan", tmp_path / "p", "-o", output, "--reproducible", "-q", env=host)
        process.communicate()
        assert process.returncode == 0
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()
