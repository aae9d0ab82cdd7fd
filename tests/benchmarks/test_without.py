"""Leaving out a part: each part is found by its name, is left out, and is back afterwards."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

from benchmarks import without
from benchmarks.planning import read_instance
from benchmarks.without import PARTS, measure
from roadmap.solver import solving
from roadmap.solver.outcome import Search
from tests.benchmarks.test_gap import INSTANCE
from tests.solver.problems import crowded_problem


@pytest.mark.parametrize("part", PARTS)
def test_each_part_can_be_left_out_and_the_rest_still_plans(part: str) -> None:
    value, bound = measure(read_instance(INSTANCE), part, Search(2, workers=1))
    assert value == 1400
    assert bound is not None
    assert bound >= 1400


def test_a_part_is_left_out_only_while_it_is_asked_for() -> None:
    problem = crowded_problem()
    with PARTS["cores"](), PARTS["looks from nothing"]():
        assert not vars(solving)["has_cores"](problem, seconds=60)
        assert solving.FRESH_SECONDS > 1800
    assert vars(solving)["has_cores"](problem, seconds=60)
    assert solving.FRESH_SECONDS < 1800


def test_the_command_writes_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "two.json").write_text(json.dumps(INSTANCE), encoding="utf-8")
    command = ["without", str(tmp_path / "two.json"), "--seconds", "2", "--parts", "nothing", "prices", "--seeds", "4"]
    monkeypatch.setattr(sys, "argv", command)
    without.main()
    table = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [(row["instance"], row["without"], row["seed"], row["value"]) for row in table] == [
        ("two", "nothing", "4", "1400"),
        ("two", "prices", "4", "1400"),
    ]
