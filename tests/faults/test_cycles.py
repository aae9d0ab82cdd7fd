"""Cycles of features that wait for each other: the shortest is told, with the lines of its edges, and few of them."""

from __future__ import annotations

import random
from itertools import permutations
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


def test_s01_no_other_cycle_of_a_random_graph_is_shorter_and_none_is_told_where_there_is_none() -> None:
    found = set()
    for seed in range(120):
        chance = random.Random(seed)
        names = "abcde"
        graph = {node: {other: 0 for other in names if chance.random() < 0.25} for node in names}
        cycles = [
            ring
            for length in range(1, 6)
            for ring in permutations(names, length)
            if all(then in graph[first] for first, then in zip(ring, (*ring[1:], ring[0]), strict=True))
        ]
        shortest = shortest_cycle(graph)
        assert (shortest is None) is not bool(cycles)
        if shortest is not None:
            assert tuple(shortest) in cycles
            assert shortest[0] == min(shortest)
            assert len(shortest) == len(cycles[0])
        found.add(len(shortest or ()))
    assert found >= {0, 1, 2, 3}
