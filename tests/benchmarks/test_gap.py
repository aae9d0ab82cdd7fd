"""Splitting the gap: the parts sum to it, and a schedule that leaves people idle is told so."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import gap
from benchmarks.gap import split_gap
from benchmarks.planning import read_instance, read_schedule, write_schedule
from roadmap.schedule import Schedule

INSTANCE: dict[str, Any] = {
    "name": "two",
    "horizon": 20,
    "skills": {"build": [[0, 1]]},
    "releases": [{"freeze": 18, "ship": 20, "cost": 0}],
    "capabilities": [
        {"id": c, "after": [], "work": [{"phase": "build", "skill": "build", "modes": [[1, 8]]}]} for c in "abc"
    ],
    "deals": [
        {"id": c, "value": value, "probability": 1000, "gate": 20, "grace": 0, "late_factor": 0, "needs": [[c]]}
        for c, value in (("a", 900), ("b", 500), ("c", 400))
    ],
}


def schedule(**starts: int) -> Schedule:
    return read_schedule(INSTANCE, {"capabilities": {c: {"release": 0, "work": [[s, 0]]} for c, s in starts.items()}})


def test_what_was_written_is_read() -> None:
    written = {"capabilities": {"a": {"release": 0, "work": [[0, 0]]}}}
    assert write_schedule(INSTANCE, read_schedule(INSTANCE, written)) == written


@pytest.mark.parametrize("starts", [{"a": 0, "b": 8}, {"b": 0}, {}])
def test_the_parts_sum_to_the_gap(starts: dict[str, int]) -> None:
    found = split_gap(read_instance(INSTANCE), schedule(**starts), steps=100)
    assert found.idle + found.ways + found.choice == pytest.approx(found.bound - found.value, abs=1)
    assert min(found.idle, found.ways) >= -1e-6


def test_a_plan_that_serves_too_little_leaves_more_people_idle() -> None:
    full, poor = (split_gap(read_instance(INSTANCE), schedule(**s), steps=100) for s in ({"a": 0, "b": 8}, {"b": 0}))
    assert (full.value, poor.value) == (1400, 500)
    assert poor.idle > full.idle


def test_the_command_writes_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, content in (("i.json", INSTANCE), ("s.json", {"capabilities": {}})):
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["gap", str(tmp_path / "i.json"), str(tmp_path / "s.json"), "--steps", "5"])
    gap.main()
    heading, row = capsys.readouterr().out.splitlines()
    assert heading == "instance,value,bound,gap,idle people,dearer ways,choice of deals"
    assert row.startswith("two,0,")
