"""The house style that no linter checks: sizes, names, and what must never stand in a file."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = [ROOT / "roadmap", ROOT / "requirements"]
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
BANNED_WORDS = {"data", "info", "manager", "utils", "util", "helper", "helpers", "misc", "common"}
OPEN_ENDS = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")

SOURCES = sorted(path for package in PACKAGES for path in package.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _long_functions(source: str) -> list[str]:
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return [node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION]


def test_the_sources_are_found() -> None:
    assert len(SOURCES) > 20
    assert TESTS


def test_a_function_of_forty_lines_passes_and_one_of_forty_one_does_not() -> None:
    assert _long_functions("def fits():\n" + "    x = 1\n" * 39) == []
    assert _long_functions("def too_long():\n" + "    x = 1\n" * 40) == ["too_long"]


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=_name)
def test_files_and_functions_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_FILE
    assert _long_functions(source) == []


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_module_names_say_what_they_hold(path: Path) -> None:
    assert not BANNED_WORDS & set(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_every_module_postpones_annotations(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    only_a_docstring = len(tree.body) <= 1
    assert only_a_docstring or any(
        isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body
    )


@pytest.mark.parametrize("path", SOURCES + TEMPLATES, ids=_name)
def test_nothing_is_left_open(path: Path) -> None:
    assert OPEN_ENDS.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_no_empty_file_poses_as_a_module(path: Path) -> None:
    assert path.read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_templates_escape_everything_and_hold_no_code(path: Path) -> None:
    assert path.suffix != ".py"
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\|\s*safe\b", text) == []
    assert re.findall(r"\{%-?\s*autoescape\s+false", text) == []


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_no_source_marks_text_as_safe(path: Path) -> None:
    assert re.findall(r"\bMarkup\(", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", SOURCES + TEMPLATES + sorted((ROOT / "examples").rglob("*.*")), ids=_name)
def test_no_machine_path_and_no_package_host_is_named(path: Path) -> None:
    # Pages carry namespaces such as http://www.w3.org, so only places of machines and registries are looked for.
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"(?<![\w.])/(?:work|home|root)/\w+|pypi\.org|registry\.npmjs", text) == []
