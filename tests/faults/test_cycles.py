"""Cycles of features that wait for each other: the shortest is told, with the lines of its edges, and few of them."""

from __future__ import annotations

from pathlib import Path

from roadmap.folder.checks.entries.cycles import shortest_cycle
from tests.folder.folders import HEADER, load

ENGINEERING = """\
capabilities: {api: {name: API, kind: serving}}
teams: {sdk: {name: SDK, skill: sdk, people: 1}}
features:
"""
FEATURE = """\
  f{a}: {{name: F, team: sdk, provides: {{api: ga}}, work: [{{phase: build, skill: sdk, effort: 1}}], after: [f{b}]}}
"""


def test_s01_the_shortest_of_several_cycles_is_found() -> None:
    ring = {f"f{number:02}": {f"f{(number + 1) % 50:02}": 0} for number in range(50)}
    assert shortest_cycle(ring) == [f"f{number:02}" for number in range(50)]
    ring["f20"]["f18"] = 1  # a shorter way back: 18, 19, 20
    assert shortest_cycle(ring) == ["f18", "f19", "f20"]


def test_s01_the_lines_of_all_edges_are_named(tmp_path: Path) -> None:
    ring = "".join(FEATURE.format(a=number, b=(number + 1) % 50) for number in range(50))
    [finding] = load(tmp_path, {"roadmap.yaml": HEADER + ENGINEERING + ring}).findings
    assert finding.code == "dependency-cycle"
    lines = [finding.place.line, *(place.line for place in finding.related)]
    assert lines == list(range(7, 57))  # the features begin in line 7, one a line


def test_s01_a_long_cycle_is_shown_in_part(tmp_path: Path) -> None:
    ring = "".join(FEATURE.format(a=number, b=(number + 1) % 100) for number in range(100))
    [finding] = load(tmp_path, {"roadmap.yaml": HEADER + ENGINEERING + ring}).findings
    assert finding.message.endswith("f59 -> ... -> f0")
    assert len(finding.related) == 59


def test_s01_at_most_five_cycles_are_shown(tmp_path: Path) -> None:
    loops = "".join(FEATURE.format(a=number, b=number) for number in range(9))
    loaded = load(tmp_path, {"roadmap.yaml": HEADER + ENGINEERING + loops})
    assert [finding.code for finding in loaded.findings] == ["dependency-cycle"] * 5
