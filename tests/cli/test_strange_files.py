"""Every file and folder that a command is given may be something else: each is told, none is waited for, eats memory
or is called a defect, and nothing is written (faults I03, T06, Y18)."""

from __future__ import annotations

import ast
import os
import shutil
from pathlib import Path

import click
import pytest
from openpyxl import Workbook

import roadmap
from tests.cli.command import run
from tests.cli.test_guard import commands

DEAL = "north-harbour"
SHAPES = {
    ("init", "source"): ["NEW", "--from", "X"],
    ("catalogue", "directory"): ["--for", "X"],
    ("import", "files"): ["X", "LIST", "--folder", "DIR"],
    ("import", "folder"): ["--suggest", "LIST", "--folder", "X"],
    ("check", "directory"): ["X"],
    ("edit", "directory"): ["X", "name=Other"],
    ("plan", "directory"): ["X"],
    ("publish", "plan_file"): ["X"],
    ("publish", "folder"): ["PLAN", "--folder", "X"],
    ("compare", "before_file"): ["X", "PLAN"],
    ("compare", "after_file"): ["PLAN", "X"],
    ("compare", "inputs"): ["PLAN", "PLAN", "--inputs", "X", "DIR"],
    ("track", "directory"): ["X"],
    ("track", "plan_file"): ["DIR", "--plan", "X"],
    ("render", "plan_file"): ["X", "-o", "-"],
    ("render", "since"): ["PLAN", "--audience", "executive", "--since", "X", "-o", "-"],
    ("render", "templates"): ["PLAN", "--templates", "X", "-o", "-"],
    ("site", "plan_file"): ["X", "-o", "NEW"],
    ("site", "since"): ["PLAN", "-o", "NEW", "--since", "X"],
    ("site", "templates"): ["PLAN", "-o", "NEW", "--templates", "X"],
    ("timeline", "plan_file"): ["X"],
    ("timeline", "since"): ["PLAN", "--format", "ics", "-o", "-", "--since", "X"],
    ("respond", "plan_file"): ["X", "BOOK", "--deal", DEAL, "-o", "NEW"],
    ("respond", "requirements"): ["PLAN", "X", "--deal", DEAL, "-o", "NEW"],
    ("respond", "choices"): ["PLAN", "BOOK", "--deal", DEAL, "-o", "NEW", "--choices", "X"],
    ("export", "plan_file"): ["X", "--format", "markdown"],
    ("notify", "plan_file"): ["X", "--to", "LIST"],
    ("notify", "hooks"): ["PLAN", "--to", "X"],
    ("notify", "since"): ["PLAN", "--to", "HOOKS", "--since", "X"],
    ("forecast", "directory"): ["X"],
    ("forecast", "plan_file"): ["DIR", "--plan", "X"],
    ("whatif", "directory"): ["X", "--set", "name=Other"],
    ("whatif", "files"): ["DIR", "--scenario", "X"],
    ("whatif", "plan_file"): ["DIR", "--set", "name=O", "--plan", "X"],
    ("sweep", "directory"): ["X", "--scenarios", "SCENARIO", "-o", "NEW"],
    ("sweep", "files"): ["DIR", "-o", "NEW", "--scenarios", "X"],
    ("sweep", "plan_file"): ["DIR", "-o", "NEW", "--plan", "X"],
    ("keep", "directory"): ["X", "SCENARIO"],
    ("keep", "scenario"): ["DIR", "X"],
    ("minutes", "directory"): ["X", "SCENARIO"],
    ("minutes", "scenario"): ["DIR", "X"],
    ("minutes", "plan_file"): ["DIR", "SCENARIO", "--plan", "X"],
    ("load", "plan_file"): ["X"],
    ("quote", "directory"): ["X", "--deal", "SCENARIO"],
    ("quote", "deal_file"): ["DIR", "--deal", "X"],
    ("quote", "plan_file"): ["DIR", "--deal", "SCENARIO", "--plan", "X"],
    ("explain", "topic"): ["X", DEAL],
    ("explain", "folder"): ["PLAN", DEAL, "--folder", "X"],
    ("prices", "plan_file"): ["X"],
    ("prices", "folder"): ["PLAN", "--folder", "X"],
    ("agenda", "plan_file"): ["X"],
    ("agenda", "file"): ["PLAN", "--answers", "X"],
    ("agenda", "folder"): ["PLAN", "--folder", "X"],
    ("trades", "plan_file"): ["X"],
    ("trades", "folder"): ["PLAN", "--folder", "X"],
    ("simulate", "plan_file"): ["X"],
    ("simulate", "folder"): ["PLAN", "--folder", "X"],
}
"""How each command is given each file or folder that it reads; scenarios of `keep` and `minutes` may be names."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A planned folder `p`, with all that commands are given beside it."""
    home = tmp_path_factory.mktemp("strange")
    assert run("init", home / "p").exit_code == 0
    assert run("plan", home / "p", "--time", "60", "--workers", "1", "-q").exit_code == 0
    (home / "list.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (home / "hooks.yaml").write_text("owners: {}\n", encoding="utf-8")
    (home / "scenario.yaml").write_text("set: {name: Other}\n", encoding="utf-8")
    book = Workbook()
    assert book.active is not None
    book.active.append(["Requirement"])
    book.active.append(["Delivery within ten days"])
    book.save(home / "book.xlsx")
    return home


@pytest.fixture(scope="module")
def strange(home: Path) -> list[Path]:
    """A pipe into which nobody writes, a device without an end, bytes, brackets that never close, a list, a link to
    itself, a folder, a name that is too long."""
    place = home / "strange"
    place.mkdir()
    os.mkfifo(place / "pipe")
    (place / "bytes").write_bytes(b"\xff\xfe\x00\x01" * 50)
    (place / "deep").write_text("[" * 100_000, encoding="utf-8")
    (place / "list").write_text("[]", encoding="utf-8")
    (place / "loop").symlink_to(place / "loop")
    (place / "folder").mkdir()
    return [*sorted(place.iterdir()), Path("/dev/zero"), place / ("x" * 300)]


def test_all_that_a_command_reads_is_tried() -> None:
    taken = {
        (name, parameter.name)
        for name, command in commands()
        for parameter in command.params
        if isinstance(parameter.type, click.Path)
        and parameter.type.exists
        and name != "serve"  # it shows what is wrong
    }
    written_too = {("respond", "choices")}
    by_name = {("keep", "scenario"), ("minutes", "scenario"), ("explain", "topic")}
    assert taken | written_too | by_name == set(SHAPES)


@pytest.mark.parametrize("shape", SHAPES, ids="-".join)
def test_what_is_no_file_that_can_be_used_is_told(
    shape: tuple[str, str], home: Path, strange: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("requirements.reading.whole_file.COMING", 0.01)
    known = {
        "DIR": home / "p",
        "PLAN": home / "p" / "plan.json",
        "NEW": home / "new",
        "LIST": home / "list.csv",
        "BOOK": home / "book.xlsx",
        "HOOKS": home / "hooks.yaml",
        "SCENARIO": home / "scenario.yaml",
    }
    before = {path: path.read_bytes() for path in (home / "p").rglob("*") if path.is_file()}
    for one in strange:
        refused = run(shape[0], *[(known | {"X": one}).get(word, word) for word in SHAPES[shape]])
        assert refused.exit_code in (2, 3), (one, refused.output)
        assert "Traceback" not in refused.output
    assert {path: path.read_bytes() for path in (home / "p").rglob("*") if path.is_file()} == before
    assert not (home / "new").is_file()
    shutil.rmtree(home / "new", ignore_errors=True)


READS_ITSELF = {
    "cli/files/workflow.py": "a shipped file",
    "outputs/site/edition_files.py": "a shipped file",
    "outputs/site/pages.py": "a shipped file",
    "web/routes/programs.py": "a shipped file",
    "cli/terminal/command_clock.py": "what the system says of this process",
    "editing/writing.py": "files that FolderTexts has read, and its own journal",
    "folder/texts/files.py": "looks first, and at most at what is allowed",
    "meeting/steps.py": "its own file",
    "operations/meeting/kept_agenda.py": "its own file, looked at first",
    "operations/searching/saving.py": "what it has just written",
    "operations/telling/timeline.py": "a few bytes of a regular file",
    "outputs/editions/sandbox.py": "in a process with limits of time and memory",
    "outputs/writing/files.py": "what it wrote before",
    "outputs/writing/folders.py": "its own list",
    "outputs/writing/kinds.py": "the head of a regular file",
    "outputs/writing/locks.py": "a lock of a few bytes",
    "solver/local/compiled/code_cache.py": "its own modules",
    "cli/commands/starting/init.py": "shipped examples, and what it has just written",
    "web/editing.py": "files that were found in the folder",
    "web/meeting/kept.py": "its own file",
    "web/routes/filed.py": "at most what is allowed, of a file that was found in the folder",
    "web/watching/file_digests.py": "regular files only",
}


def test_files_are_read_with_a_limit_and_never_for_ever() -> None:
    """Whoever reads a file that people name uses `requirements.reading.whole_file`; the others say why not."""
    root = Path(roadmap.__file__).parent
    reading = set()
    for file in root.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
                continue
            opened = call.func.attr == "open" and [getattr(one, "value", "") for one in call.args] == ["rb"]
            if call.func.attr in ("read_bytes", "read_text") or opened:
                reading.add(file.relative_to(root).as_posix())
    assert reading - set(READS_ITSELF) == set()
    assert set(READS_ITSELF) - reading == set()  # nobody is excused for nothing
