"""The written pages: their commands do what they show, their links lead somewhere, README and CI agree."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs.generation.exit_codes import with_exit_codes
from roadmap.cli.terminal.ending.exit_codes import KILLED, ExitCode, exit_codes
from tests.cli.command import run
from tests.docs.sessions import Command, agrees, sessions
from tests.examples.shipped import example

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
GENERATED = {"cli-reference.md", "input-reference.md", "plan-reference.md", "findings.md", "catalogue.md"}


def test_a_session_is_read_with_its_output() -> None:
    page = "Text\n```console\n$ one\nfirst\nsecond\n$ two\n```\n```sh\n$ not this\n```\n"
    assert sessions(page) == [Command(3, "one", ["first", "second"]), Command(6, "two", [])]
    with pytest.raises(ValueError, match="line 2"):
        sessions("```console\nlost\n```\n")


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        (["a", "b"], "a\nb\n", True),
        (["a"], "a\nb\n", False),
        (["value ... M"], "value 8.7 M\n", True),
        (["value ... M"], "value 8.7 k\n", False),
        (["a", "...", "c"], "a\nb\nb\nc\n", True),
        (["a", "...", "c"], "a\nc\n", True),
        (["a", "...", "c"], "a\nb\n", False),
        (["a.c"], "abc\n", False),
        ([], "", True),
    ],
)
def test_output_agrees_up_to_dots(shown: list[str], printed: str, *, expected: bool) -> None:
    assert agrees(shown, printed) is expected


def test_a_command_may_go_on_in_further_lines() -> None:
    assert sessions("```console\n$ cat <<E\n> text\n> E\ntext\n> no\n```\n") == [
        Command(2, "cat <<E\ntext\nE", ["text", "> no"])
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", ["tutorial.md", "tutorial.zh-CN.md", "monday.md", "importing.md", "importing.zh-CN.md"]
)
def test_a_page_prints_what_it_shows(page: str, tmp_path: Path) -> None:
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "100"}
    environment["ROADMAP_LANG"] = "zh_CN" if ".zh-CN." in page else "en"
    commands = sessions((ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert len(commands) > 5
    for command in commands:
        done = subprocess.run(
            ["bash", "-c", command.text],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert agrees(command.shown, done.stdout), f"docs/{page}:{command.line}: {command.text}\n{done.stdout}"


def test_the_readme_marks_the_commands_that_ci_runs() -> None:
    marks = re.findall(r"^<!-- run: (\S+) -->\n```sh\n", README, re.MULTILINE)
    called = re.findall(r'(?:^|" )readme ([\w-]+)', (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(marks) == sorted(called) == ["first-minutes", "install", "tests"]


def test_every_exit_code_has_a_meaning_that_readme_and_help_print() -> None:
    assert set(exit_codes()) == {code.value for code in ExitCode} | {KILLED}
    stated = {int(code): text for code, text in re.findall(r"^\| (\d+) \| (.*) \|$", README, re.MULTILINE)}
    assert stated == exit_codes()
    shown = " ".join(run("--help").stdout.split())
    assert all(f"{code} {meaning}" in shown for code, meaning in exit_codes().items())


def test_a_page_without_a_place_for_the_exit_codes_is_an_error() -> None:
    assert with_exit_codes(README) == README
    with pytest.raises(LookupError):
        with_exit_codes("# No table\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [target for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) if "://" not in target]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def _lost_paths(text: str) -> list[str]:
    """Paths of the project that a page names in backticks and that are not there."""
    named = re.findall(r"`((?:\w+/)+(?:\w+\.py)?)`", text)
    places = [ROOT, ROOT / "roadmap", ROOT / "roadmap" / "planner"]
    ours = {path.name for place in places for path in place.iterdir()}
    return [
        path
        for path in named
        if "NAME" not in path and path.split("/")[0] in ours and not any((place / path).exists() for place in places)
    ]


@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if page.name not in {*GENERATED, "CHANGELOG.md", "measurements.md"}],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_modules_that_a_page_names_are_there(page: Path) -> None:
    assert _lost_paths(page.read_text(encoding="utf-8")) == []


def test_a_module_that_is_gone_is_found() -> None:
    assert _lost_paths("`solver/gone.py` `solver/windows.py` `other/gone.py`") == ["solver/gone.py"]


def test_the_readme_tells_the_size_of_the_shipped_example() -> None:
    market, engineering = example("chip-stack").market, example("chip-stack").engineering
    teams = engineering.teams.values()
    people = len(engineering.people) + sum(team.people for team in teams)
    hires = {6: "six"}[sum(hire.people for team in teams for hire in team.hires)]
    assert (
        f"({len(market.deals)} deals, {len(engineering.features)} features, {people} people and {hires} hires)"
        in README
    )
