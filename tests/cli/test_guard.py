"""No command overwrites what it did not write: every command and option that takes an output, and every file that is
written where none is named, against everything that must not be lost."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from openpyxl import Workbook

from roadmap.cli.program import program
from roadmap.cli.terminal.artifacts import OutputFile
from roadmap.operations.telling.export import ExportFormat
from roadmap.outputs.html import templates_folder
from roadmap.outputs.writing.kinds import PAGE_MARK, FileKind
from tests.cli.command import SMALL, run, small_plan
from tests.cli.planners import finding, planner
from tests.plan_files import plan_text

INPUT = SMALL.replace("name: Small", "name: Small\ninclude: [deals.csv, 'more/*.csv', market.yaml]") + "deals: {}\n"
TABLE = "id,name,customer,segment,stage,value,gate design_in,needs design_in\n"
FORMATS = {
    "timeline": [["--format", kind] for kind in ("csv", "xlsx", "json", "ics")],
    "render": [["--format", kind, "--audience", "executive"] for kind in ("html", "pdf", "pptx")],
    "export": [["--format", form.value] for form in ExportFormat if form is not ExportFormat.INPUT],  # of a folder
    "minutes": [["--format", kind] for kind in ("markdown", "html")],
}
"""Options by command that make the output another kind of file."""
OWN = {
    "plan": ("plan.json", "plan.before.json", "plan.rejected.json"),
    "render": ("roadmap.html",),
    "publish": ("baseline.json", "promises.jsonl"),
    "demo": ("plan.json", "roadmap.html", "timeline.csv", "timeline.xlsx", "timeline.json", "timeline.ics"),
}
"""Files that commands write where none is named."""


@dataclass(frozen=True)
class Place:
    """A company's folder with a plan, and everything in it."""

    folder: Path

    @property
    def plan(self) -> Path:
        return self.folder / "plan.json"

    def arguments(self, command: str) -> list[object]:
        """What a command needs besides the output."""
        plan = self.plan
        listed: dict[str, list[object]] = {
            "plan": [self.folder, "-q"],
            "compare": [plan, plan],
            "whatif": [self.folder, "--set", "name=Other"],
            "track": [self.folder],
            "minutes": [self.folder, "autumn", "--effort", "0"],
            "schema": [],
            "demo": [self.folder],
            "respond": [plan, self.requirements(), "--deal", "d", "-o", self.folder.parent / "response.xlsx"],
        }
        return listed.get(command, [plan])

    def requirements(self) -> Path:
        """A list of requirements outside of the folder."""
        book = Workbook()
        assert book.active is not None
        book.active.append(["Requirement"])
        book.active.append(["Delivery within ten days"])
        file = self.folder.parent / "list.xlsx"
        book.save(file)
        return file

    def contents(self) -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    folder = tmp_path / "company"
    (folder / "more").mkdir(parents=True)
    (folder / "roadmap.yaml").write_text(INPUT, encoding="utf-8")
    (folder / "market.yaml").write_text("capabilities: {}\n", encoding="utf-8")
    (folder / "deals.csv").write_text(TABLE, encoding="utf-8")
    (folder / "more" / "empty.csv").write_text("", encoding="utf-8")
    (folder / "plan.json").write_text(plan_text(small_plan()), encoding="utf-8")
    (folder / "baseline.json").write_text(plan_text(small_plan()), encoding="utf-8")
    (folder / "meetings").mkdir()
    (folder / "meetings" / "autumn.yaml").write_text("name: autumn\n", encoding="utf-8")
    return Place(folder)


def commands() -> Iterator[tuple[str, click.Command]]:
    root = program.make_context("roadmap", [], resilient_parsing=True)
    for name in program.list_commands(root):
        command = program.get_command(root, name)
        assert command is not None
        yield name, command


def outputs() -> list[tuple[str, str]]:
    """Every command and option that takes an output."""
    return [
        (name, parameter.opts[0])
        for name, command in commands()
        for parameter in command.params
        if isinstance(parameter.type, OutputFile)
    ]


def test_every_path_a_command_takes_is_read_or_guarded() -> None:
    unguarded = [
        (name, parameter.name)
        for name, command in commands()
        for parameter in command.params
        if isinstance(parameter.type, click.Path)
        and not parameter.type.exists
        and not isinstance(parameter.type, OutputFile)
    ]
    # folders, whose files are tried below; those of a site and of a sweep in tests/operations
    assert unguarded == [("demo", "directory"), ("init", "directory"), ("site", "output"), ("sweep", "output")]
    assert {"plan", "render", "export"} <= {name for name, _option in outputs()}


def foreign(name: str, content: str) -> Callable[[Place], Path]:
    def make(place: Place) -> Path:
        (place.folder / name).write_text(content, encoding="utf-8")
        return place.folder / name

    return make


def linked(to: str, link: Callable[[Path, Path], None]) -> Callable[[Place], Path]:
    def make(place: Place) -> Path:
        link(place.folder / to, place.folder / "other")
        return place.folder / "other"

    return make


VICTIMS: dict[str, Callable[[Place], Path]] = {
    "roadmap.yaml": lambda place: place.folder / "roadmap.yaml",
    "an included file": lambda place: place.folder / "market.yaml",
    "an included table": lambda place: place.folder / "deals.csv",
    "an empty included table": lambda place: place.folder / "more" / "empty.csv",
    "a table that would be included": lambda place: place.folder / "more" / "NEW.CSV",
    "a name that is input elsewhere": lambda place: place.folder / "ROADMAP.YAML",
    "the published plan": lambda place: place.folder / "baseline.json",
    "a name that is the published plan elsewhere": lambda place: place.folder / "Baseline.JSON",
    "no published plan yet": lambda place: place.folder / "more" / "baseline.json",
    "a symbolic link to input": linked("roadmap.yaml", lambda to, link: link.symlink_to(to)),
    "a hard link to input": linked("deals.csv", os.link),
    "a symbolic link to the published plan": linked("baseline.json", lambda to, link: link.symlink_to(to)),
    "a hard link to the published plan": linked("baseline.json", os.link),
    "JSON of somebody else": foreign("package.json", '{"name": "x", "kind": "app", "schema_version": 1}'),
    "a page of somebody else": foreign("x.html", '<!doctype html><meta name="generator" content="Hugo">'),
    "a table of somebody else": foreign("x.csv", "deal,gate,day\na,b,c\n"),
    "a calendar of somebody else": foreign("x.ics", "BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n"),
    "text": foreign("notes", "remember the milk\n"),
    "bytes": foreign("x.bin", "\x00\x01"),
}


def tried() -> list[tuple[str, str, list[str]]]:
    return [(name, option, more) for name, option in outputs() for more in FORMATS.get(name, [[]])]


@pytest.mark.parametrize(("command", "option", "more"), tried())
def test_nothing_that_a_command_did_not_write_is_overwritten_by_it(
    command: str, option: str, more: list[str], place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = planner(monkeypatch, finding(small_plan()))
    for victim, make in VICTIMS.items():
        target = make(place)
        before = place.contents()
        refused = run(command, *place.arguments(command), *more, option, target)
        assert refused.exit_code == 2, (victim, refused.output)
        assert "Name another file" in refused.stderr or "nly `roadmap publish` writes it" in refused.stderr, victim
        assert place.contents() == before, victim
        if target.name == "other":
            target.unlink()
    assert searched == []


def test_every_page_carries_the_mark_of_our_pages() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in templates_folder().glob("*.html")}
    whole = [name for name, text in texts.items() if "<html" in text]
    assert whole
    assert [name for name in whole if PAGE_MARK not in texts[name]] == []


@pytest.mark.parametrize(
    ("command", "option", "more"),
    [one for one in tried() if one[0] not in ("whatif", "prices", "import", "simulate", "trades", "agenda")],
)
def test_what_a_command_wrote_itself_is_replaced(
    command: str, option: str, more: list[str], place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner(monkeypatch, finding(small_plan()))
    (place.folder / "roadmap.yaml").write_text(SMALL, encoding="utf-8")
    (place.folder / "baseline.json").unlink()
    arguments = place.arguments(command)
    target = place.folder / "own"
    target.touch()  # an empty file holds nothing to lose
    for _round in range(2):
        done = run(command, *arguments, *more, option, target)
        assert done.exit_code == 0, done.output
    assert target.stat().st_size > 0


@pytest.mark.parametrize(("command", "name"), [(command, name) for command, names in OWN.items() for name in names])
@pytest.mark.parametrize("content", [TABLE, '{"schema_version": 1, "kind": "else"}', "<p>mine</p>"])
def test_files_that_nobody_named_are_guarded_too(
    command: str, name: str, content: str, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched = planner(monkeypatch, finding(small_plan()))
    victim = place.folder / name
    arguments = place.arguments(command)
    if command in ("render", "publish"):
        other = place.folder / "july.json"
        place.plan.rename(other)
        arguments = [other, *(["--force"] if command == "publish" else [])]
    victim.write_text(content, encoding="utf-8")
    before = place.contents()
    refused = run(command, *arguments)
    assert refused.exit_code in (2, 3), refused.output
    assert f"{name} exists and is not" in refused.stderr
    assert place.contents() == before
    assert searched == []


def test_a_mark_counts_only_where_it_belongs(place: Place) -> None:
    page = place.folder / "x.html"
    page.write_text(f"<html>{PAGE_MARK}</html>", encoding="utf-8")
    assert run("render", place.plan, "-o", page).exit_code == 0
    assert run("timeline", place.plan, "-o", page).exit_code == 2  # a table never takes a page's place
    document = {"name": "x", "kind": "roadmap-timeline"}
    (place.folder / "x.json").write_text(json.dumps(document), encoding="utf-8")
    assert run("timeline", place.plan, "--format", "json", "-o", place.folder / "x.json").exit_code == 0
    assert {kind.words for kind in FileKind}  # every kind has words


def test_devices_and_pipes_may_always_be_written_to(place: Place) -> None:
    assert run("render", place.plan, "-o", "/dev/null").exit_code == 0
