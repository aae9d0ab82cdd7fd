"""PSPLIB problems read from their format, and solved by the product's engine."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from benchmarks.psplib import Activity, Network, as_problem, main, makespan, read_network
from roadmap.audit import broken_rules, value
from roadmap.schedule import Placement, Schedule

TEXT = """\
5 2
2 1
0 0 0 3 2 3 4
3 2 0 1 5
2 1 1 1 5
2 0 1 1 5
0 0 0 0
"""
"""Two resources of 2 and 1; three activities between a begin and an end, of which the last two share resource 1."""
SMALL = Network(
    capacity=(2, 1),
    activities=(
        Activity(0, (0, 0), (1, 2, 3)),
        Activity(3, (2, 0), (4,)),
        Activity(2, (1, 1), (4,)),
        Activity(2, (0, 1), (4,)),
        Activity(0, (0, 0), ()),
    ),
)


def at(*starts: int, end: int) -> Schedule:
    return Schedule(tuple(Placement(end, (start,), (0,)) for start in starts))


def test_pattersons_format_is_read() -> None:
    assert read_network(TEXT) == SMALL


def test_a_network_is_a_plan_that_is_worth_a_day_for_each_day_it_is_shorter() -> None:
    # Seven days in all. Activity 1 takes all of resource 0 for three days; then 2 runs; 3 runs beside 1: five days.
    problem = as_problem(SMALL)
    schedule = at(0, 0, 3, 0, 5, end=5)
    assert broken_rules(problem, schedule) == ()
    assert (problem.horizon, makespan(problem, schedule), value(problem, schedule)) == (7, 5, 3)
    assert broken_rules(problem, at(0, 0, 2, 0, 5, end=5)) != ()


def test_the_command_tells_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "small.rcp").write_text(TEXT)
    monkeypatch.setattr("sys.argv", ["psplib", str(tmp_path / "small.rcp"), "--seconds", "20", "--workers", "1"])
    main()
    told = json.loads(capsys.readouterr().out)
    assert (told["value"], told["bound"], told["proven"]) == (5, 5, True)


def test_a_folder_is_compared_with_the_best_known(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "small.rcp").write_text(TEXT)
    (tmp_path / "best_known.csv").write_text("set,file,best_known_makespan\ns,small.rcp,4\nt,small.rcp,5\n")
    table = tmp_path / "out.csv"
    arguments = ["psplib", str(tmp_path), "--all", "--set", "s", "--seconds", "20", "--workers", "1", "--csv"]
    monkeypatch.setattr("sys.argv", [*arguments, str(table)])
    main()
    summary = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert summary == {"set": "s", "files": 1, "mean_gap": "25.000 %", "proven": 1}
    assert [row["above_best"] for row in csv.DictReader(table.open())] == ["25.00 %"]
