"""The page about the Python API: its examples print what they show, and its tables are complete."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import roadmap
from roadmap.cli.commands.starting.init import start_folder
from roadmap.cli.files.examples import known_examples
from roadmap.cli.terminal.ending.error_reports import CODES

PAGE = Path(__file__).parent.parent.parent / "docs" / "python-api.md"
TEXT = PAGE.read_text(encoding="utf-8")
PLAIN = {0x00A0: " ", 0x202F: " ", 0x2212: "-"}
"""Spaces that do not break, and the minus sign: a page shows plain ones."""
FUNCTIONS = [name for name in roadmap.__all__ if name[0].islower()]


class Plainly(doctest.OutputChecker):
    """Compares output with plain spaces."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        return super().check_output(want, got.translate(PLAIN), optionflags)


@pytest.mark.slow
def test_the_examples_print_what_they_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    start_folder(Path("my-plan"), "first-plan")
    blocks = re.findall(r"```pycon\n(.*?)```", TEXT, re.DOTALL)
    assert len(blocks) > 10
    session = doctest.DocTestParser().get_doctest(
        "\n".join(blocks), {"roadmap": roadmap}, "python-api.md", str(PAGE), 0
    )
    said: list[str] = []
    results = doctest.DocTestRunner(Plainly()).run(session, out=said.append)
    assert results.failed == 0, "".join(said)
    assert results.attempted > 30


def test_the_example_that_the_page_uses_is_shipped() -> None:
    assert "first-plan" in known_examples()


def test_every_function_is_in_the_table() -> None:
    listed = re.findall(r"^\| `(\w+)\(", TEXT, re.MULTILINE)
    assert sorted(listed) == sorted(FUNCTIONS)


def test_the_table_of_errors_states_the_exit_codes_of_the_commands() -> None:
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| .* \| (\d+) \|$", TEXT, re.MULTILINE)
    stated = {name: int(code) for names, code in rows for name in re.findall(r"`(\w+)`", names)}
    assert stated.pop("SearchInterrupted") == 130
    given = {kind.__name__: int(code) for kind, code in CODES.items()}
    assert stated == given | {"InputFault": given["RoadmapError"]}
