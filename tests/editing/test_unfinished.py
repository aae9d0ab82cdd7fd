"""An edit of several files whose writer was killed: nobody reads half of it, and the next edit ends it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import roadmap
from roadmap.changes.scenarios.scenario import read_scenario
from roadmap.editing.editor import FolderEditor
from roadmap.editing.edits import AppliedEdits, Edit
from roadmap.editing.writing import _journal
from roadmap.folder.load import collect_folder, load_project
from roadmap.folder.texts import files
from roadmap.folder.texts.files import FileSet
from roadmap.folder.unfinished import JOURNAL
from roadmap.meeting.meeting import PlanningMeeting
from roadmap.operations.importing.import_book import documents_of
from tests.editing.folders import MARKET, PEOPLE, company

MARKET_AFTER = MARKET.replace("Harbour cameras", "N1")
PEOPLE_AFTER = PEOPLE.replace("name: Lin", "name: N1", 1)
SCENARIO = "name: A\nset: {deals.lake.value: 5}\n"
SCENARIO_AFTER = SCENARIO + "kept: 2026-03-02\n"
EDIT = {
    "market.yaml": (MARKET.encode(), MARKET_AFTER.encode()),
    "people.yaml": (PEOPLE.encode(), PEOPLE_AFTER.encode()),
    "meetings/a.yaml": (SCENARIO.encode(), SCENARIO_AFTER.encode()),
}


def killed(folder: Path, *, after: int) -> Path:
    """A folder whose edit was killed when so many of its files had their names."""
    assert MARKET_AFTER != MARKET
    assert PEOPLE_AFTER != PEOPLE
    company(folder)
    (folder / "meetings").mkdir(exist_ok=True)
    for number, (name, (before, now)) in enumerate(EDIT.items()):
        (folder / name).write_bytes(now if number < after else before)
    (folder / JOURNAL).write_text(_journal(EDIT, ("meetings/a.yaml",)))
    return folder


def names_read(folder: Path) -> dict[str, tuple[str, str]]:
    """The names of the deal and of the person, by who reads the folder."""
    loaded = load_project(folder).project
    assert loaded is not None
    collected = collect_folder(folder)
    assert collected is not None
    documents = {one.file: one.root for one in documents_of(folder)}
    editor = FolderEditor(folder)
    return {
        "load": (loaded.market.deals["harbour"].name, loaded.engineering.people["lin"].name),
        "collect": (collected.deals["harbour"].name, collected.people["lin"].name),
        "book": (
            str(documents["market.yaml"]["deals"]["harbour"]["name"]),
            str(documents["people.yaml"]["people"]["lin"]["name"]),
        ),
        "editor": (editor.entry("deals.harbour").value["name"], editor.entry("people.lin").value["name"]),
    }


@pytest.mark.parametrize("after", range(4))
def test_every_reader_takes_all_of_an_edit_that_was_killed_or_none_of_it(tmp_path: Path, after: int) -> None:
    folder = killed(tmp_path, after=after)
    read = names_read(folder)
    expected = ("N1", "N1") if after else ("Harbour cameras", "Lin")
    assert set(read.values()) == {expected}
    _scenario, wrong = read_scenario(folder / "meetings" / "a.yaml")
    assert [one.code for one in wrong] == (["scenario-kept"] if after else [])
    assert (PlanningMeeting(folder, "a").state().kept is not None) == bool(after)
    told = [one.message for one in roadmap.check(folder).findings if one.code == "edit-unfinished"]
    assert len(told) == (1 if after == 1 else 0)  # with two, all that a plan reads is written
    before = load_project(folder).project
    answer = FolderEditor(folder).apply([Edit("deals.lake.name", "Other")])
    assert isinstance(answer, AppliedEdits)
    assert not (folder / JOURNAL).exists()
    for name in ("people.yaml", "meetings/a.yaml"):
        assert (folder / name).read_bytes() == EDIT[name][1 if after else 0]
    assert before is not None
    assert "edit-unfinished" not in {one.code for one in roadmap.check(folder).findings}


def test_an_edit_that_is_finished_gives_the_input_that_was_read_before(tmp_path: Path) -> None:
    """So a plan of the folder is not outdated by what nobody changed."""
    folder = killed(tmp_path, after=1)
    before = load_project(folder).project
    FolderEditor(folder).finish()
    now = load_project(folder).project
    assert before is not None
    assert now is not None
    assert before.digest == now.digest


def test_files_that_were_restored_after_an_edit_was_killed_stay(tmp_path: Path) -> None:
    folder = killed(tmp_path, after=3)
    for name, (before, _now) in EDIT.items():
        (folder / name).write_bytes(before)
    FolderEditor(folder).finish()
    assert [(folder / name).read_bytes() for name in EDIT] == [before for before, _now in EDIT.values()]
    assert not (folder / JOURNAL).exists()


@pytest.mark.parametrize(
    "text",
    ["", "[" * 100_000, "[]", "{}", '{"kind": "roadmap-edit", "files": []}', "\0",
     '{"kind": "roadmap-edit", "files": {"market.yaml": 1, "../x": {}, "people.yaml": {"before": 1, "after": 1}}}',
     '{"kind": "roadmap-edit", "files": {"market.yaml": {"before": "", "after": "ä"}, "a\\u0000b": {"after": ""}}}'],
)  # fmt: skip
def test_a_journal_that_is_none_changes_nothing(tmp_path: Path, text: str) -> None:
    folder = company(tmp_path)
    before = load_project(folder)
    (folder / JOURNAL).write_text(text)
    assert load_project(folder) == before
    FolderEditor(folder).finish()
    assert load_project(folder) == before


def test_files_that_are_written_while_they_are_read_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever another program writes two files, before or after any of the reads, they are read as of one moment."""
    count = _reads_of(company(tmp_path), monkeypatch, at=-1, write=lambda: None)[1]
    assert count >= 3
    for at in range(count):
        folder = company(tmp_path / str(at))

        def write(folder: Path = folder) -> None:
            (folder / "market.yaml").write_text(MARKET_AFTER)
            (folder / "people.yaml").write_text(PEOPLE_AFTER)

        names, _count = _reads_of(folder, monkeypatch, at=at, write=write)
        assert names == ("N1", "N1")


def _reads_of(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, at: int, write: Callable[[], None]
) -> tuple[tuple[str, str], int]:
    """Load a folder, and write behind its read number `at`; the names that were read, and how many reads there were."""
    real, reads = files._head_of, list[Path]()

    def reading(path: Path) -> bytes:
        content = real(path)
        reads.append(path)
        if len(reads) - 1 == at:
            write()
        return content

    with monkeypatch.context() as patched:
        patched.setattr(files, "_head_of", reading)
        project = load_project(folder).project
    assert project is not None
    return (project.market.deals["harbour"].name, project.engineering.people["lin"].name), len(reads)


def test_an_edit_that_begins_while_files_are_read_is_noticed(tmp_path: Path) -> None:
    """The journal is there before any file has its new name, and this is looked at once more behind all reads."""
    folder = company(tmp_path)
    before = FileSet(folder)
    killed(folder, after=1)
    assert before.has_moved()
    assert not FileSet(folder).has_moved()
    assert json.loads((folder / JOURNAL).read_text())["kind"] == "roadmap-edit"
