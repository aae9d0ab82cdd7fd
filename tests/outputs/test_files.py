"""Files are written whole or not at all (faults I02, I03)."""

from __future__ import annotations

import errno
import os
import random
import signal
import stat
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from requirements.errors import RoadmapError
from roadmap.outputs.writing import files
from roadmap.outputs.writing.files import OUTLIVED, PREFIX, SUFFIX, remove_leftovers, write_whole
from roadmap.outputs.writing.kinds import PAGE_MARK, FileKind
from roadmap.outputs.writing.written import forget_written, written

OLD, NEW = PAGE_MARK + "old" * 100_000, PAGE_MARK + "new" * 200_000
write_page = partial(write_whole, kind=FileKind.PAGE)

WRITER = """
import sys
from pathlib import Path
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import PAGE_MARK, FileKind
texts = [PAGE_MARK + "old" * 100_000, PAGE_MARK + "new" * 200_000]
print("ready", flush=True)
n = 0
while True:
    n += 1
    write_whole(Path(sys.argv[1]), texts[n % 2], kind=FileKind.PAGE)
"""


def parts(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(PREFIX)]


def test_text_is_written_as_utf8_and_bytes_as_they_are(tmp_path: Path) -> None:
    write_page(tmp_path / "a.txt", "芯片\r\n")
    write_page(tmp_path / "b.bin", b"\x00\xff")
    assert (tmp_path / "a.txt").read_bytes() == "芯片\r\n".encode()
    assert (tmp_path / "b.bin").read_bytes() == b"\x00\xff"
    assert parts(tmp_path) == []


@pytest.mark.slow
def test_a_writer_that_is_killed_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    write_page(target, OLD)
    moments = random.Random(1)
    for _round in range(30):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(target)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(moments.uniform(0, 0.01))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        assert target.read_text() in (OLD, NEW)
    write_page(target, NEW)
    assert parts(tmp_path) == []  # what the dead writers left is gone


def test_leftovers_of_living_writers_and_foreign_machines_stay_until_they_are_a_day_old(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    machine = files._machine()
    alive = tmp_path / f"{PREFIX}{machine}-{os.getpid()}-aa{SUFFIX}"
    other_user = tmp_path / f"{PREFIX}{machine}-1-aa{SUFFIX}"  # process 1 always runs
    gone = tmp_path / f"{PREFIX}{machine}-{dead.pid}-aa{SUFFIX}"
    foreign = tmp_path / f"{PREFIX}00000000-{dead.pid}-aa{SUFFIX}"
    ancient = tmp_path / f"{PREFIX}00000000-{os.getpid()}-bb{SUFFIX}"
    for part in (alive, other_user, gone, foreign, ancient):
        part.touch()
    long_ago = time.time() - OUTLIVED - 60
    os.utime(ancient, (long_ago, long_ago))
    assert remove_leftovers(tmp_path) == 2
    assert sorted(parts(tmp_path)) == sorted([alive.name, other_user.name, foreign.name])


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_disk_that_is_full_or_broken_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    target = tmp_path / "plan.json"
    write_page(target, OLD)

    def fail(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        if call == "replace":
            patched.setattr(Path, "replace", fail)
        elif call == "fsync":
            patched.setattr(os, "fsync", fail)
        else:
            patched.setattr(
                "roadmap.outputs.writing.files.open", lambda handle, _mode: _Broken(handle, fail), raising=False
            )
        with pytest.raises(RoadmapError, match=r"plan\.json was not written: .+ is unchanged"):
            write_page(target, NEW)
    assert target.read_text() == OLD
    assert parts(tmp_path) == []


class _Broken:
    """A stream on a disk that takes nothing."""

    def __init__(self, handle: int, fail: object) -> None:
        self.handle, self.write = handle, fail

    def __enter__(self) -> _Broken:
        return self

    def __exit__(self, *_problem: object) -> None:
        os.close(self.handle)


def test_an_interruption_while_writing_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "plan.json"
    write_page(target, OLD)

    def interrupt(_handle: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_page(target, NEW)
    assert target.read_text() == OLD
    assert parts(tmp_path) == []


@pytest.mark.parametrize(("number", "refused"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_a_file_system_that_cannot_sync_folders_is_accepted_a_broken_one_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, *, refused: bool
) -> None:
    real = os.fsync

    def sync_files_only(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(number, os.strerror(number))
        real(handle)

    monkeypatch.setattr(os, "fsync", sync_files_only)
    if refused:  # the sentence does not say that nothing was written
        with pytest.raises(RoadmapError, match="a was written, but the disk did not confirm its name"):
            write_page(tmp_path / "a", "whole")
    else:
        write_page(tmp_path / "a", "whole")
    assert (tmp_path / "a").read_text() == "whole"


def test_a_folder_that_may_not_be_opened_is_no_reason_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def no_folders(path: object, flags: int, *rest: int) -> int:
        if flags == os.O_RDONLY:
            raise PermissionError(errno.EACCES, "no")
        return real(path, flags, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", no_folders)
    write_page(tmp_path / "a", "whole")
    assert (tmp_path / "a").read_text() == "whole"


def test_a_read_only_folder_is_told_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", refuse)  # root may write anywhere, so the mode of a folder tests nothing
    with pytest.raises(RoadmapError, match="you have no permission"):
        write_page(tmp_path / "a", "x")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_and_a_folder_as_target_are_told(tmp_path: Path) -> None:
    with pytest.raises(RoadmapError, match="does not exist"):
        write_page(tmp_path / "nowhere" / "a", "x")
    with pytest.raises(RoadmapError, match=r"is a folder\. Name a file in it"):
        write_page(tmp_path, "x")


def test_a_symbolic_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "plan.json", tmp_path / "plan.json"
    link.symlink_to(target)
    write_page(link, OLD)  # the target is not there yet
    write_page(link, NEW)
    assert link.is_symlink()
    assert target.read_text() == NEW


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_a_file_that_root_edits_stays_that_of_its_owner(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_page(file, OLD)
    file.chmod(0o640)
    os.chown(file, 1234, 2345)
    write_page(file, NEW)
    state = file.stat()
    assert (state.st_uid, state.st_gid, stat.S_IMODE(state.st_mode)) == (1234, 2345, 0o640)


def test_a_new_file_obeys_the_umask_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_page(tmp_path / "new", "x")
    finally:
        os.umask(before)
    (tmp_path / "old").touch(mode=0o600)
    (tmp_path / "old").chmod(0o604)
    write_page(tmp_path / "old", "x")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "old").stat().st_mode) == 0o604


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_page(Path("/dev/null"), "x")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_what_was_written_is_known_also_where_it_was_interrupted_right_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def interrupted(part: Path, target: Path) -> Path:
        real(part, target)
        raise KeyboardInterrupt

    forget_written()
    write_page(tmp_path / "first", OLD)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            write_page(tmp_path / "second", OLD)
        patched.setattr(os, "open", interrupted)
        with pytest.raises((KeyboardInterrupt, TypeError)):
            write_page(tmp_path / "third", OLD)
    assert written() == (tmp_path / "first", tmp_path / "second")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "second"]
