"""Leaving out a part: each part is found by its name, is left out, and is back afterwards."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from benchmarks import without
from benchmarks.planning import read_instance
from benchmarks.without import PARTS, measure, variation, varied
from roadmap.solver import solving
from roadmap.solver.outcome import Search
from roadmap.tuning import TUNING, Tuning
from tests.benchmarks.test_gap import INSTANCE
from tests.folder.folders import write
from tests.simulate.test_plans import FOLDER
from tests.solver.problems import crowded_problem


@pytest.mark.parametrize("part", PARTS)
def test_each_part_can_be_left_out_and_the_rest_still_plans(part: str) -> None:
    value, bound = measure(read_instance(INSTANCE), PARTS[part](), Search(2, workers=1))
    assert value == 1400
    assert bound is not None
    assert bound >= 1400


def test_a_part_is_left_out_only_while_it_is_asked_for() -> None:
    problem = crowded_problem()
    with PARTS["cores"](), PARTS["looks from nothing"]():
        assert not vars(solving)["has_cores"](problem, seconds=60)
        assert TUNING.fresh_seconds > 1800
    assert vars(solving)["has_cores"](problem, seconds=60)
    assert TUNING.fresh_seconds < 1800


def test_any_tuned_constant_can_be_varied_by_its_name() -> None:
    for field in fields(Tuning):
        before = getattr(TUNING, field.name)
        with varied(**{field.name: "other"}):
            assert getattr(TUNING, field.name) == "other"
        assert getattr(TUNING, field.name) == before
    assert variation("core_shares=(0.5, 0.9)") == ("core_shares", (0.5, 0.9))
    with pytest.raises(ValueError, match="no field"):
        variation("patience=3")


def test_the_command_writes_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "two.json").write_text(json.dumps(INSTANCE), encoding="utf-8")
    company = write(tmp_path / "company", {"roadmap.yaml": FOLDER})
    command = ["without", str(tmp_path / "two.json"), str(company), "--seconds", "2", "--parts", "nothing", "prices"]
    command += ["--seeds", "4", "--vary", "tiny_features=0", "keeper_pause=0.0"]
    monkeypatch.setattr(sys, "argv", command)
    without.main()
    table = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    left_out = ("nothing", "prices", "tiny_features=0", "keeper_pause=0.0")
    assert [(row["instance"], row["without"], row["seed"], row["value"]) for row in table] == [
        *(("two", name, "4", "1400") for name in left_out),
        *(("company", name, "4", "200") for name in left_out),  # the folder has time for one of its two deals
    ]
