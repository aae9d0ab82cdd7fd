"""The program as a whole: help, names of commands, exit codes, and what is said when something is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from requirements.errors import InputFault, RoadmapError
from requirements.finding import Finding, Place
from roadmap import __version__
from roadmap.cli import commands
from roadmap.cli.program import program, summaries
from roadmap.cli.terminal.ending.error_reports import code_of
from roadmap.cli.terminal.ending.exit_codes import ExitCode
from roadmap.errors import PlanRejected, SolverFailure
from tests.cli.command import answer, folder, run, start

HEAVY = ("ortools", "pydantic", "jinja2", "yaml", "rich", "holidays", "babel")


def loaded_by(*arguments: str) -> set[str]:
    """The heavy packages that a command imports."""
    code = f"""
import sys
from roadmap.cli import commands
from roadmap.cli.program import program
program.main({list(arguments)!r}, standalone_mode=False)
print("|".join(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name for name in done.stderr.strip().splitlines()[-1:] for name in name.split("|") if name}


def test_help_imports_nothing_heavy() -> None:
    assert loaded_by("--help") == set()


def test_the_completion_of_a_command_name_imports_no_command() -> None:
    shell = {"_ROADMAP_COMPLETE": "bash_complete", "COMP_WORDS": "roadmap pl", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "roadmap"],
        env=os.environ | shell,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "plain,plan\n"
    assert "roadmap.cli.commands.planning.plan" not in done.stderr


def test_check_render_and_timeline_never_import_the_solver(tmp_path: Path) -> None:
    where = folder(tmp_path / "p")
    assert "ortools" not in loaded_by("check", str(where))
    assert "ortools" not in loaded_by("render", "--help")
    assert "ortools" not in loaded_by("timeline", "--help")
    assert "ortools" not in loaded_by("plan", "--help")


def test_help_lists_every_command_and_every_exit_code() -> None:
    shown = run("--help")
    assert shown.exit_code == 0
    assert all(f"  {name} " in shown.stdout for name in summaries())
    for code in (0, 1, 2, 3, 4, 5, 129, 130, 141):
        assert f"\n  {code} " in shown.stdout


def test_no_arguments_show_the_help() -> None:
    assert "Commands:" in run().output


@pytest.mark.parametrize("name", list(summaries()))
def test_every_command_has_examples_and_json(name: str) -> None:
    shown = run(name, "--help")
    assert shown.exit_code == 0
    assert f"  roadmap {name}" in shown.stdout.split("Examples:")[1]
    assert "--json" in shown.stdout


def test_every_command_module_is_listed() -> None:
    modules = Path(commands.__file__).parent.glob("**/[!_]*.py")
    assert sorted(module.stem for module in modules) == sorted(summaries())


def test_click_itself_finds_every_command() -> None:
    described = program.to_info_dict(click.Context(program))
    assert list(described["commands"]) == list(summaries())


def test_the_arguments_of_an_unknown_command_complete_to_nothing() -> None:
    shell = {"_ROADMAP_COMPLETE": "bash_complete", "COMP_WORDS": "roadmap zzzz x", "COMP_CWORD": "2"}
    assert run(**shell).stdout.strip() == ""


def test_the_version_is_shown() -> None:
    assert run("--version").stdout == f"roadmap {__version__}\n"


@pytest.mark.parametrize(("typed", "meant"), [("chek", "'check'"), ("pan", "'plan'"), ("timelines", "'timeline'")])
def test_an_unknown_command_gets_the_nearest_name(typed: str, meant: str) -> None:
    answered = run(typed)
    assert answered.exit_code == 2
    assert "Did you mean" in answered.stderr
    assert meant in answered.stderr
    assert answered.stdout == ""


def test_a_command_like_no_other_gets_no_guess() -> None:
    answered = run("zzzz")
    assert answered.exit_code == 2
    assert "'zzzz'" in answered.stderr
    assert "Did you mean" not in answered.stderr


def test_an_unknown_option_before_the_command_is_a_usage_error() -> None:
    assert run("--vresion").exit_code == 2


def test_an_unknown_option_gets_usage_and_a_pointer_to_help(tmp_path: Path) -> None:
    answered = run("check", tmp_path, "--strickt")
    assert answered.exit_code == 2
    assert "Usage: roadmap check [OPTIONS] DIR" in answered.stderr
    assert "Run `roadmap check --help` for help." in answered.stderr
    assert "--strict" in answered.stderr


def test_a_usage_error_with_json_is_an_object() -> None:
    answered = run("chek", "--json")
    assert answered.exit_code == 2
    assert answer(answered)["exit_code"] == 2
    assert "'chek'" in answer(answered)["error"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (click.UsageError("x"), 2),
        (RoadmapError("x"), 3),
        (InputFault([Finding("code", Place("a"), "m")]), 3),
        (PlanRejected("x"), 1),
        (SolverFailure("x"), 1),
        (KeyError("x"), 1),
        (MemoryError(), 1),
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
        (BrokenPipeError(32, "x"), 141),
        (OSError(5, "x"), 129),
        (FileNotFoundError(2, "x"), 1),
    ],
)
def test_each_error_has_its_exit_code(error: BaseException, code: int) -> None:
    assert code_of(error) == code


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let `roadmap completion` end with an error."""

    def fail(*_arguments: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr("roadmap.cli.commands.starting.completion.result_text", fail)


def test_a_defect_is_one_sentence_without_traceback_or_values(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, KeyError("secret customer"))
    answered = run("completion", "bash")
    assert answered.exit_code == 1
    assert "a defect of roadmap" in answered.stderr
    assert "KeyError in test_program.py:" in answered.stderr
    assert "ROADMAP_DEBUG=1" in answered.stderr
    assert "Traceback" not in answered.stderr
    assert "secret" not in answered.stderr


def test_a_defect_shows_its_traceback_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, KeyError("x"))
    assert "Traceback" in run("completion", "bash", ROADMAP_DEBUG="1").stderr


def test_an_interruption_ends_with_130_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, KeyboardInterrupt())
    answered = run("completion", "bash")
    assert answered.exit_code == 130
    assert answered.stderr == "roadmap: Interrupted. Nothing was written.\n"


def test_findings_that_end_a_command_are_listed_for_people_and_for_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Finding("no-such-day", Place("a.yaml", 3, 5), "the calendar has no such day", hint="February has 28.")
    failing(monkeypatch, InputFault([finding]))
    answered = run("completion", "bash")
    assert answered.exit_code == 3
    assert answered.stderr.startswith("a.yaml:3:5: no-such-day: the calendar has no such day\n    February has 28.\n")
    monkeypatch.setattr(
        "roadmap.cli.commands.starting.completion.result_json", lambda **_fields: _raise(InputFault([finding]))
    )
    found = answer(run("completion", "bash", "--json"))
    assert found["findings"] == [
        {
            "code": "no-such-day",
            "severity": "error",
            "file": "a.yaml",
            "line": 3,
            "column": 5,
            "message": "the calendar has no such day",
            "hint": "February has 28.",
            "related": [],
        }
    ]


def _raise(error: Exception) -> None:
    raise error


def test_standalone_mode_can_be_left_to_the_caller() -> None:
    assert program.main(["zzzz"], standalone_mode=False) == ExitCode.USAGE


def test_colour_is_for_terminals_that_want_it(tmp_path: Path) -> None:
    where = folder(tmp_path / "p", "name: x\n")
    process = start("check", where, "--json")
    stdout, _stderr = process.communicate()
    assert process.returncode == 3
    assert "\x1b" not in stdout
    assert json.loads(stdout)["exit_code"] == 3


def test_what_click_says_has_the_marks_of_chinese_where_it_says_it_in_chinese() -> None:
    assert run("--lang", "zh_CN", "chek").stderr.splitlines()[-1] == (
        "roadmap: 没有命令 'chek'。您是不是指 'check'、'schema'？"
    )
    assert "'internal'、'executive'" in run("--lang", "zh_CN", "render", "x.json", "--audience", "foo").stderr
    assert run("--lang", "en", "chek").stderr.splitlines()[-1].endswith("(Did you mean one of: 'check', 'schema'?)")
