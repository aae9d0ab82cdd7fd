"""The figures of the house: circles are found, floors are counted, and this house has no circle."""

from __future__ import annotations

from graphlib import CycleError
from pathlib import Path

import pytest

from benchmarks import house
from benchmarks.house import floors, imports, main
from benchmarks.walks import climbs

ROOT = Path(__file__).parents[2]


def tree(root: Path, **texts: str) -> Path:
    """A tree whose package `roadmap` has these modules."""
    for package in ("roadmap", "requirements"):
        (root / package).mkdir()
        (root / package / "__init__.py").write_text("", encoding="utf-8")
    for name, text in texts.items():
        (root / "roadmap" / f"{name}.py").write_text(text, encoding="utf-8")
    return root


def test_floors_are_the_longest_chain_of_imports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    types = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from roadmap.a import A\n"
    root = tree(tmp_path, a="from roadmap import b\n", b="def f():\n    from roadmap.c import x\n", c=types)
    assert floors(imports(root)) == 3  # a -> b -> c; an import for types alone makes no circle
    monkeypatch.setattr(house, "_walks", lambda _root: {"a walk": "2 stays"})
    assert main([str(root)]) == 0
    told = capsys.readouterr().out
    assert "| circle of modules | none |" in told
    assert "| floors | 3 |" in told
    assert "| a walk | 2 stays |" in told


def test_a_circle_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "_walks", lambda _root: {})
    main([str(tree(tmp_path, a="from roadmap.b import x\n", b="from roadmap.a import y\n"))])
    assert "| circle of modules | roadmap." in capsys.readouterr().out


def test_names_and_numbers_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "_walks", lambda _root: {})
    root = tree(tmp_path, a="class A: ...\nclass _B: ...\n", b="class A: ...\nclass _B: ...\n")
    (root / "roadmap" / "planner").mkdir()
    (root / "roadmap" / "planner" / "a.py").write_text("X, Y = 1, 2\nZ = 'z'\nW: int = 3\n", encoding="utf-8")
    found = house.figures(root)
    assert found["public class names defined more than once"] == "1"  # A; names of one module begin with _
    assert found["module names in several folders"] == "1"  # a, twice
    assert found["numbers at the head of searching modules"] == "2"  # X and Y


def test_a_climb_is_a_step_to_a_higher_floor() -> None:
    stays = [
        ("requirements.deal", "a"),
        ("roadmap.folder.load", "b"),
        ("roadmap.cli.program", "c"),
        ("roadmap.folder", "d"),
    ]
    assert climbs(stays, {"folder": 0, "cli": 1}) == 2  # from the market to the folder, and to the command


def test_this_house_has_no_circle() -> None:
    try:
        assert floors(imports(ROOT)) > 20
    except CycleError as circle:
        pytest.fail(f"modules import each other: {circle.args[1]}")
