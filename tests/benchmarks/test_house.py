"""The figures of the house: circles are found, floors are counted, and this house has no circle."""

from __future__ import annotations

from graphlib import CycleError
from pathlib import Path

import pytest

from benchmarks.house import floors, imports, main

ROOT = Path(__file__).parents[2]


def tree(root: Path, **texts: str) -> Path:
    """A tree whose package `roadmap` has these modules."""
    for package in ("roadmap", "requirements"):
        (root / package).mkdir()
        (root / package / "__init__.py").write_text("", encoding="utf-8")
    for name, text in texts.items():
        (root / "roadmap" / f"{name}.py").write_text(text, encoding="utf-8")
    return root


def test_floors_are_the_longest_chain_of_imports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    types = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from roadmap.a import A\n"
    root = tree(tmp_path, a="from roadmap import b\n", b="def f():\n    from roadmap.c import x\n", c=types)
    assert floors(imports(root)) == 3  # a -> b -> c; an import for types alone makes no circle
    assert main([str(root)]) == 0
    assert "no circle; 3 floors" in capsys.readouterr().out


def test_a_circle_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(tree(tmp_path, a="from roadmap.b import x\n", b="from roadmap.a import y\n"))])
    assert "a circle: roadmap." in capsys.readouterr().out


def test_this_house_has_no_circle() -> None:
    try:
        assert floors(imports(ROOT)) > 20
    except CycleError as circle:
        pytest.fail(f"modules import each other: {circle.args[1]}")
