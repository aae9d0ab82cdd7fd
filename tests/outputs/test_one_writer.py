"""One module writes files, so that its guard holds for all commands."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
WRITERS = {"files.py", "locks.py", "loading.py", "code_cache.py"}
"""Of `outputs`; and what fills the cache of the compiled search and notes in it that it is there."""
CALLS = {
    "write_text",
    "write_bytes",
    "touch",
    "symlink_to",
    "hardlink_to",
    "copyfile",
    "copytree",
}
MODES = set("wax+")


def writes(source: str) -> list[int]:
    """The lines that write files past `write_whole`."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and (_named(node) in CALLS or _opens_for_writing(node))
    ]


def _named(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _opens_for_writing(call: ast.Call) -> bool:
    if _named(call) != "open":
        return False
    given = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    texts = [str(node.value) for node in given if isinstance(node, ast.Constant)]
    return any(set(text) <= set("rwaxbt+") and MODES & set(text) for text in texts)


def test_the_check_can_fail() -> None:
    assert writes('path.write_text("x")') == [1]
    assert writes('path.open("wb")') == [1]
    assert writes('open(path, mode="a")') == [1]
    assert writes('path.open("rb")') == []


def test_no_other_module_writes_files() -> None:
    found = {
        str(path.relative_to(ROOT)): lines
        for folder in ("roadmap", "requirements")
        for path in (ROOT / folder).rglob("*.py")
        if path.name not in WRITERS and (lines := writes(path.read_text(encoding="utf-8")))
    }
    assert found == {}
