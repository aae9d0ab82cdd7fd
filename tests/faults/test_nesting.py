"""Nesting beyond the limit: told at its first level too many, whatever else the parser stumbles over further on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.folder.folders import HEADER, load, told


def found_in(folder: Path, text: str) -> list[str]:
    """The findings for one roadmap.yaml."""
    return told(load(folder, {"roadmap.yaml": text}))


@pytest.mark.parametrize("depth", [41, 200, 999, 1_000, 1_001, 100_000, 1_000_000])
@pytest.mark.parametrize("opening", ["[", "{", "{a: ", "[1, ", "[\n  ", "[{a: ", "{["])
def test_y04_deep_nesting_is_refused_at_its_41st_level(tmp_path: Path, depth: int, opening: str) -> None:
    # The mapping at the top is the first level; the parser itself ends at 1,000 levels, which it sees ahead.
    before = "a: " + (opening * depth)[: [one.start() for one in re.finditer(r"[\[{]", opening * 41)][39]]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    found = found_in(tmp_path, "a: " + opening * depth)
    assert found[-1] == f"roadmap.yaml:{line}:{column}: too-deep"
    assert {one.split(": ")[1] for one in found} <= {"too-deep", "key-not-text"}  # the key of {{ is no text


@pytest.mark.parametrize("depth", [41, 999, 1_000, 1_001, 100_000])
def test_y04_deep_nesting_by_dashes_and_question_marks_is_refused(tmp_path: Path, depth: int) -> None:
    assert found_in(tmp_path / "a", "- " * depth)[-1] == "roadmap.yaml:1:81: too-deep"  # 40 levels of two columns
    assert found_in(tmp_path / "b", "? " * depth)[-1] == "roadmap.yaml:1:81: too-deep"


@pytest.mark.parametrize("depth", [41, 999, 1_000, 1_001])
def test_y04_deep_nesting_by_indentation_is_refused(tmp_path: Path, depth: int) -> None:
    nested = "".join(" " * level + "a:\n" for level in range(depth))
    assert found_in(tmp_path, nested) == ["roadmap.yaml:41:41: too-deep"]


@pytest.mark.parametrize("rest", ["@", "]" * 1_000 + " %", "\n\t- x"])
def test_y04_what_lies_too_deep_is_told_before_a_fault_behind_it(tmp_path: Path, rest: str) -> None:
    assert found_in(tmp_path, "a: " + "[" * 41 + rest) == ["roadmap.yaml:1:43: too-deep"]


@pytest.mark.parametrize("text", ["a: '" + "[" * 2_000 + "'", "a: |\n  " + "[" * 2_000, "# " + "[" * 2_000])
def test_y04_brackets_in_text_are_no_nesting(tmp_path: Path, text: str) -> None:
    assert found_in(tmp_path, HEADER + text) in (["roadmap.yaml:4:1: unknown-field"], ["roadmap.yaml:1:7: no-deals"])


def test_y04_a_fault_before_the_depth_is_told_alone(tmp_path: Path) -> None:
    assert found_in(tmp_path, "a: @ " + "[" * 2_000) == ["roadmap.yaml:1:4: yaml-syntax"]


def test_y04_forty_levels_are_read(tmp_path: Path) -> None:
    # The mapping at the top is the first level, so 39 lists are the last that fit.
    assert found_in(tmp_path, HEADER + "a: " + "[" * 39 + "]" * 39) == ["roadmap.yaml:4:1: unknown-field"]
