"""Pipes that close, terminals that are gone, narrow, colourless or not UTF-8 (faults I09, O04)."""

from __future__ import annotations

import io
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from requirements.errors import RoadmapError
from requirements.finding import Finding, Place, Severity
from roadmap.cli.terminal.findings import counted, result_findings
from roadmap.cli.terminal.printing import printable, remark, result, result_text, steady_streams
from roadmap.plans.plan_file import read_plan
from tests.cli.command import on_terminal, run, small_plan, start
from tests.plan_files import plan_text


def test_a_closed_standard_output_ends_with_141_and_without_a_word() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = start("schema", "plan", stdout=writing)
    os.close(writing)
    _stdout, stderr = process.communicate()
    assert process.returncode == 141
    assert stderr == ""


def test_a_closed_standard_output_ends_an_error_in_json_quietly_too() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = start("zzzz", "--json", stdout=writing)
    os.close(writing)
    _stdout, stderr = process.communicate()
    assert process.returncode == 141
    assert "Traceback" not in stderr


@pytest.mark.parametrize("arguments", [("schema", "plan"), ("explain", "--json"), ("--version",)])
def test_a_full_disk_under_standard_output_is_told_and_is_no_defect(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        process = start(*arguments, stdout=full)
        _stdout, stderr = process.communicate()
    assert process.returncode == 3
    assert stderr == "roadmap: Cannot write to standard output: No space left on device.\n"


def test_no_standard_output_at_all_is_no_defect() -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m roadmap --help >&-"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr == ""


def test_an_artifact_that_would_go_nowhere_is_no_success_and_no_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(RoadmapError, match="Cannot write to standard output: Bad file descriptor"):
        result_text("page")


def test_a_search_without_standard_error_touches_no_other_file(tmp_path: Path) -> None:
    run("init", tmp_path / "p", "--example", "inversion")
    command = f"{sys.executable} -m roadmap plan {tmp_path}/p --workers 2 2>&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert read_plan(tmp_path / "p" / "plan.json").deals


def test_help_is_coloured_on_a_terminal_and_plain_with_no_color() -> None:
    assert "\x1b[36mcheck" in on_terminal("--help")
    assert "\x1b[" not in on_terminal("--help", NO_COLOR="1")


def test_a_terminal_of_width_20_is_written_to() -> None:
    assert "completion" in on_terminal("--help", COLUMNS="20")


def test_a_search_shows_one_live_line_on_a_terminal(tmp_path: Path) -> None:
    run("init", tmp_path / "p", "--example", "inversion")
    shown = on_terminal("plan", str(tmp_path / "p"), "--time", "20")
    assert "\x1b[2K" in shown  # the line is cleared and written again
    assert re.search(r"value CNY .+  bound .+  gap .+", shown)  # what is proved at once is saved after the last line
    assert "Proved: no plan is worth more." in shown


def test_a_search_is_shown_on_a_terminal_of_width_20(tmp_path: Path) -> None:
    run("init", tmp_path / "p", "--example", "inversion")
    shown = on_terminal("plan", str(tmp_path / "p"), "--time", "20", COLUMNS="20", NO_COLOR="1")
    assert "s left" in shown
    assert "Written to" in shown


def test_a_console_that_cannot_show_a_character_gets_a_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="gbk"))
    steady_streams()
    result("北港 ✓ −5 d\u00a0x")
    sys.stdout.flush()
    assert raw.getvalue() == "北港 ? -5 d x\n".encode("gbk")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("\x1b[2Jgone", "\\x1b[2Jgone"),
        ("\x1b]8;;http://x\x07link", "\\x1b]8;;http://x\\x07link"),
        ("\x9b31m", "\\x9b31m"),
        ("a\u202eb", "a\\u202eb"),
        ("a\ud800b", "a\\ud800b"),
        ("a\r\nb", "a\\x0d\\x0ab"),
        ("北港", "北港"),
    ],
)
def test_what_a_terminal_would_obey_is_written_out(name: str, shown: str) -> None:
    assert printable(name) == shown


def test_control_characters_in_a_finding_are_written_out(capsys: pytest.CaptureFixture[str]) -> None:
    place = Place("a\x1b.yaml", 1, 2)
    result_findings([Finding("x", place, "bad \x1b[1m", "do \x07", Severity.WARNING, (Place("b\x9b.yaml"),))])
    shown = capsys.readouterr().out
    assert shown == "a\\x1b.yaml:1:2: warning: x: bad \\x1b[1m\n    see also b\\x9b.yaml\n    do \\x07\n"


def test_remarks_to_a_terminal_that_is_gone_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        def write(self, _text: str) -> int:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "stderr", Gone())
    remark("nobody hears this")


def test_findings_are_counted_by_severity() -> None:
    def finding(severity: Severity) -> Finding:
        return Finding("x", Place("a"), "m", severity=severity)

    two_and_one = [finding(Severity.ERROR), finding(Severity.HINT), finding(Severity.ERROR)]
    assert counted(two_and_one) == "2 errors, 1 hint"
    assert counted([finding(Severity.WARNING)]) == "1 warning"
    assert counted([]) == ""


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_half_a_page_is_never_called_good(unbuffered: str, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(plan_text(small_plan()), encoding="utf-8")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    with (tmp_path / "page.html").open("wb") as page:
        environment = {"PYTHONUNBUFFERED": unbuffered, "PYTHONDONTWRITEBYTECODE": "1"}
        environment |= {"COVERAGE_PROCESS_CONFIG": "", "COVERAGE_PROCESS_START": ""}  # its file would be too large, too
        arguments = ("render", tmp_path / "plan.json", "-o", "-")
        process = start(*arguments, stdout=page, env=environment, preexec_fn=limit)
        _stdout, stderr = process.communicate()
    assert (tmp_path / "page.html").stat().st_size == 8192
    assert process.returncode == 3
    assert stderr == "roadmap: Cannot write to standard output: File too large.\n"


def test_streams_that_may_take_less_are_given_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    raw = io.FileIO(writing, "wb")
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="utf-8", write_through=True))
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    steady_streams()
    assert isinstance(sys.stdout.buffer, io.BufferedWriter)
    print("line")  # noqa: T201 - a line reaches the reader at once
    assert os.read(reading, 100) == b"line\n"
    os.close(reading)
