"""Several writers, and writers that die: no edit is lost, and no file is ever half written."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from roadmap.editing import writing
from roadmap.editing.editor import FolderEditor
from roadmap.editing.edits import AppliedEdits, Edit, EditConflict
from roadmap.editing.writing import finish_writing, write_all_or_none
from roadmap.folder.unfinished import JOURNAL
from roadmap.outputs.writing import files
from tests.editing.folders import MARKET, PEOPLE, company

ADDER = """
import sys
from roadmap.editing.editor import FolderEditor
from roadmap.editing.edits import AppliedEdits, Edit, EditConflict
editor, made, late = FolderEditor(sys.argv[1]), 0, 0
while made < int(sys.argv[2]):
    seen = editor.entry("deals.lake")
    answer = editor.apply([Edit("deals.lake.value", int(seen.value["value"]) + 1, if_match=seen.hash)])
    assert isinstance(answer, AppliedEdits | EditConflict), answer
    made, late = made + isinstance(answer, AppliedEdits), late + isinstance(answer, EditConflict)
print(made, late)
"""
LONG = "# " + "x" * 200_000 + "\n"
WRITER = """
import sys
from roadmap.editing.editor import FolderEditor
from roadmap.editing.edits import Edit
editor = FolderEditor(sys.argv[1])
print("ready", flush=True)
n = 0
while True:
    n += 1
    editor.apply([Edit("deals.harbour.name", f"N{n}"), Edit("people.lin.name", f"N{n}")])
"""


def kill_writers(folder: Path, kills: int) -> None:
    """Kill a writer of two files again and again, and look at what it leaves each time."""
    company(folder, market_yaml=MARKET + LONG, people_yaml=PEOPLE + LONG)
    moments = random.Random(1)
    for _round in range(kills):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(moments.uniform(0, 0.15))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        market, people = ((folder / name).read_text() for name in ("market.yaml", "people.yaml"))
        assert market.endswith(LONG)
        assert people.endswith(LONG)
        finish_writing(folder)
        names = [FolderEditor(folder).entry(path).value["name"] for path in ("deals.harbour", "people.lin")]
        assert names[0] == names[1] or names == ["Harbour cameras", "Lin"]  # both edits of a change, or none
        assert not (folder / JOURNAL).exists()


@pytest.mark.slow
def test_a_writer_that_is_killed_leaves_both_files_old_or_both_new(tmp_path: Path) -> None:
    kill_writers(tmp_path, 4)


@pytest.mark.sweep
def test_five_hundred_writers_that_are_killed_leave_both_files_old_or_both_new(tmp_path: Path) -> None:
    kill_writers(tmp_path, 500)


def stopped_at_the_second_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[bytes, bytes]]:
    """Write two files and stop between them: the journal and the first have their names, the second has not."""
    company(folder)
    real, named = files._name, list[Path]()

    def stopping(part: Path, target: Path, **more: object) -> None:
        if len(named) == 2:
            named.append(target)
            raise KeyboardInterrupt
        named.append(target)
        real(part, target, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "_name", stopping)
    new = {"market.yaml": (MARKET.encode(), b"# new\n"), "people.yaml": (PEOPLE.encode(), b"# new\n")}
    with pytest.raises(KeyboardInterrupt):
        write_all_or_none(folder, new)
    monkeypatch.undo()
    return new


def test_what_a_dead_writer_began_is_finished_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_take_back", lambda *_asked: None)
    new = stopped_at_the_second_file(tmp_path, monkeypatch)
    assert (tmp_path / "people.yaml").read_text() == PEOPLE
    assert finish_writing(tmp_path) == ("people.yaml",)
    assert [(tmp_path / name).read_bytes() for name in new] == [b"# new\n", b"# new\n"]
    assert finish_writing(tmp_path) == ()


def test_a_writer_that_is_interrupted_takes_back_what_it_began(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new = stopped_at_the_second_file(tmp_path, monkeypatch)
    assert [(tmp_path / name).read_bytes() for name in new] == [MARKET.encode(), PEOPLE.encode()]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".roadmap")] == []
    assert finish_writing(tmp_path) == ()


def test_a_file_that_was_changed_since_a_writer_died_stays(tmp_path: Path) -> None:
    company(tmp_path)
    stated = {"market.yaml": (b"something else", b"# new\n"), "../x.yaml": (b"", b"# new\n")}
    (tmp_path / JOURNAL).write_text(writing._journal(stated))
    assert finish_writing(tmp_path) == ()
    assert (tmp_path / "market.yaml").read_text() == MARKET
    assert not (tmp_path / JOURNAL).exists()


def two_writers(folder: Path, edits: int) -> None:
    """Two who edit two deals of one file: each reads its own deal, finds its last edit there, and makes the next."""
    company(folder)
    told: dict[str, list[str]] = {"deals.harbour": [], "deals.lake": []}

    def write(path: str) -> None:
        editor = FolderEditor(folder)
        for number in range(edits):
            seen = editor.entry(path)
            answer = editor.apply([Edit(f"{path}.situation", f"after {number}", if_match=seen.hash)])
            kept = seen.value.get("situation") == (f"after {number - 1}" if number else None)
            told[path].append(f"{type(answer).__name__} {kept}")

    threads = [threading.Thread(target=write, args=(path,)) for path in told]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == dict.fromkeys(told, ["AppliedEdits True"] * edits)
    assert {FolderEditor(folder).entry(path).value["situation"] for path in told} == {f"after {edits - 1}"}


def test_two_writers_on_two_deals_of_one_file_never_conflict(tmp_path: Path) -> None:
    two_writers(tmp_path, 10)


@pytest.mark.sweep
def test_two_writers_with_many_edits_never_conflict(tmp_path: Path) -> None:
    two_writers(tmp_path, 1000)


def test_of_many_who_edit_one_deal_at_once_one_is_heard_and_none_is_lost(tmp_path: Path) -> None:
    folder = company(tmp_path)
    seen = FolderEditor(folder).entry("deals.harbour").hash
    answers: list[object] = []

    def write(number: int) -> None:
        answers.append(FolderEditor(folder).apply([Edit("deals.harbour.name", f"N{number}", if_match=seen)]))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    applied = [one for one in answers if isinstance(one, AppliedEdits)]
    assert len(applied) == 1
    assert sum(isinstance(one, EditConflict) for one in answers) == 7
    assert FolderEditor(folder).entry("deals.harbour").value["name"] == applied[0].made[0].after


@pytest.mark.sweep
def test_of_two_thousand_conflicting_edits_of_three_processes_none_is_lost(tmp_path: Path) -> None:
    """Each adds 1 to the value of one deal, by the hash it has read, 667 times: 3 x 667 = 2001."""
    company(tmp_path)
    before = int(FolderEditor(tmp_path).entry("deals.lake").value["value"])
    command = [sys.executable, "-c", ADDER, str(tmp_path), "667"]
    adders = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _number in range(3)]
    told = [adder.communicate()[0].split() for adder in adders]
    assert [made for made, _late in told] == ["667"] * 3
    assert sum(int(late) for _made, late in told) > 0
    assert int(FolderEditor(tmp_path).entry("deals.lake").value["value"]) == before + 2001
