"""A long search against a short one: what was known at each time, and the table."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

from benchmarks import long
from benchmarks.long import Known, rows, watch
from benchmarks.planning import read_instance
from roadmap.schedule import Schedule
from roadmap.solver.outcome import Bound, Incumbent, Search
from tests.benchmarks.test_gap import INSTANCE

TOLD: list[Incumbent | Bound] = [
    Incumbent(Schedule(()), 10, None, "first order", 0.5),
    Bound(100, "all deals", 0.6),
    Incumbent(Schedule(()), 40, 100, "repair", 20.0),
    Bound(50, "prices", 30.0),
]


@pytest.mark.parametrize(("mark", "value", "bound"), [(0.1, 0, 0), (15, 10, 100), (25, 40, 100), (60, 40, 50)])
def test_what_was_known_at_a_time_is_the_best_told_by_then(mark: float, value: int, bound: int) -> None:
    assert long._at(TOLD, 60, mark) == Known(60, mark, value, bound)


def test_each_row_says_what_of_the_long_search_was_reached() -> None:
    table = list(rows("m", [Known(60, 60, 90, 150)], [Known(1800, 300, 95, 140), Known(1800, 1800, 100, 120)]))
    assert [row["of_long"] for row in table] == [0.9, 0.95, 1.0]
    assert [row["gap"] for row in table] == [0.6667, 0.4737, 0.2]


def test_a_search_is_watched_to_its_end() -> None:
    found = watch(read_instance(INSTANCE), Search(10, workers=1), [0, 60])
    assert [known.at for known in found] == [0, 10]
    assert (found[-1].value, found[-1].bound, found[-1].gap) == (1400, 1400, 0)


def test_the_command_writes_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "two.json").write_text(json.dumps(INSTANCE), encoding="utf-8")
    command = ["long", str(tmp_path / "two.json"), "--seconds", "5", "--long", "6", "--csv", str(tmp_path / "t.csv")]
    monkeypatch.setattr(sys, "argv", command)
    long.main()
    with (tmp_path / "t.csv").open(encoding="utf-8") as table:
        assert [(row["instance"], row["search"], row["value"]) for row in csv.DictReader(table)] == [
            ("two", "5.0", "1400"),
            ("two", "6.0", "1400"),
        ]
    assert len(capsys.readouterr().out.splitlines()) == 2
