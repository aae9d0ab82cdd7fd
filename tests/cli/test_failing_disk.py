"""Every command that writes, on a disk that is full or read-only at any of its files, and interrupted at any of them:
what is different afterwards is what it says it has written, no torn or temporary file is left, and the same command
works once the disk does (faults I01, I03)."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import Workbook

from roadmap.outputs.writing.files import PREFIX
from tests.cli.command import run, small_plan
from tests.cli.planners import finding, planner

DEAL = "north-harbour"
WRITERS = {
    "plan": ["DIR"],
    "publish": ["PLAN"],
    "compare": ["PLAN", "PLAN", "-o", "OUT"],
    "track": ["DIR", "-o", "OUT"],
    "render": ["PLAN"],
    "site": ["PLAN", "-o", "OUT"],
    "timeline": ["PLAN", "--format", "ics", "-o", "OUT"],
    "respond": ["PLAN", "BOOK", "--deal", DEAL, "-o", "OUT"],
    "export": ["PLAN", "--format", "workbook", "-o", "OUT"],
    "edit": ["DIR", "name=Other", f"deals.{DEAL}.name=Second"],
    "keep": ["DIR", "autumn"],
    "minutes": ["DIR", "autumn", "--effort", "0", "-o", "OUT"],
    "load": ["PLAN", "-o", "OUT"],
    "simulate": ["PLAN", "--runs", "5", "-o", "OUT"],
    "schema": ["plan", "-o", "OUT"],
    "init": ["OUT"],
    "import": ["MAPPING", "LIST"],
}
"""The commands that write more than one file, or write in ways of their own."""
WORDS = ("was not written", "were already written", "Nothing was", "cannot be created")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A planned folder with a meeting and a mapping, and what commands are given beside it."""
    home = tmp_path_factory.mktemp("disk")
    assert run("init", home / "p").exit_code == 0
    assert run("plan", home / "p", "--time", "60", "--workers", "1", "-q").exit_code == 0
    (home / "p" / "meetings").mkdir()
    changes = f"set: {{name: Other, deals.{DEAL}.name: Second}}\n"
    (home / "p" / "meetings" / "autumn.yaml").write_text(changes, encoding="utf-8")
    (home / "list.csv").write_text("Id,Deal,Customer,Amount\n1,A,C,5000\n", encoding="utf-8")
    fields = 'name: Deal, customer: Customer, value: Amount, segment: {always: "isv"}, stage: {always: "lead"}'
    (home / "p" / "imports").mkdir()
    (home / "p" / "imports" / "list.yaml").write_text(f"key: Id\nfields: {{{fields}}}\n", encoding="utf-8")
    book = Workbook()
    assert book.active is not None
    book.active.append(["Requirement"])
    book.active.append(["Delivery within ten days"])
    book.save(home / "book.xlsx")
    return home


def asked(command: str, place: Path) -> Result:
    known = {
        "DIR": place / "p",
        "PLAN": place / "p" / "plan.json",
        "OUT": place / "out",
        "BOOK": place / "book.xlsx",
        "LIST": place / "list.csv",
        "MAPPING": place / "p" / "imports" / "list.yaml",
    }
    return run(command, *[known.get(word, word) for word in WRITERS[command]])


def contents(place: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}


@contextmanager
def disk(
    *, full_from: float = float("inf"), interrupted_at: float = float("inf"), number: int = errno.ENOSPC
) -> Iterator[list[str]]:
    """A disk on which no more than so many new files can be made, and on which somebody presses Ctrl-C while so many
    files or folders are brought onto it; yields the names of the files that were begun."""
    opened, synced = os.open, os.fsync
    begun, syncs = list[str](), list[int]()

    def opening(path: object, flags: int, *rest: int) -> int:
        if flags & os.O_CREAT and PREFIX in str(path):
            if len(begun) >= full_from:
                raise OSError(number, os.strerror(number), str(path))
            begun.append(str(path))
        return opened(path, flags, *rest)  # type: ignore[arg-type]

    def syncing(handle: int) -> None:
        syncs.append(handle)
        if len(syncs) > interrupted_at:
            raise KeyboardInterrupt
        synced(handle)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "open", opening)
        patched.setattr(os, "fsync", syncing)
        yield begun


def harmed(place: Path, before: dict[Path, bytes], done: Result) -> list[str]:
    """What is different and was not told, and what should not be there at all."""
    after = contents(place)
    different = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
    told = done.stderr if "..." not in done.stderr else done.stderr + " ".join(map(str, different))  # a site has many
    return [str(path) for path in different if str(path) not in told or path.name.startswith(".roadmap-")]


FAULTS: dict[str, Callable[[int], dict[str, float]]] = {
    "full": lambda files: {"full_from": files},
    "read-only": lambda files: {"full_from": files, "number": errno.EROFS},
    "interrupted": lambda files: {"interrupted_at": files},
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("command", WRITERS)
def test_what_is_different_is_what_was_told(
    command: str, fault: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner(monkeypatch, finding(small_plan(), small_plan()))
    for files in range(3):
        place = Path(shutil.copytree(home, tmp_path / str(files)))
        if command == "plan":
            (place / "p" / "plan.json").unlink()
        before = contents(place)
        with disk(**FAULTS[fault](files)):  # type: ignore[arg-type]
            done = asked(command, place)
        if done.exit_code == 0:
            break
        assert done.exit_code == (130 if fault == "interrupted" else 3), done.output
        assert any(word in done.stderr for word in WORDS), done.output
        assert harmed(place, before, done) == []
        again = asked(command, place)
        assert again.exit_code == 0, again.output
        assert list(place.rglob(f"{PREFIX}*")) == []
    assert files > 0  # the first file failed
