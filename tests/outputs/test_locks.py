"""One writer at a time (fault I04)."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from requirements.errors import RoadmapError
from roadmap.outputs.writing.locks import sole_writer

HOLDER = """
import sys, time
from pathlib import Path
from roadmap.outputs.writing.locks import sole_writer
with sole_writer(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def hold(target: Path, seconds: float) -> subprocess.Popen[bytes]:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(target), str(seconds)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    holder.stdout.close()
    return holder


def test_a_second_writer_is_told_who_is_writing_and_for_how_long(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    holder = hold(target, 60)
    began = time.time() - 180
    os.utime(tmp_path / ".plan.json.lock", (began, began))
    with (
        pytest.raises(RoadmapError, match=rf"Process {holder.pid} on .+ for 3 minutes"),
        sole_writer(target),
    ):
        pytest.fail("two writers")
    holder.kill()
    holder.wait()


def test_the_lock_of_a_killed_writer_is_free_at_once(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    holder = hold(target, 60)
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert (tmp_path / ".plan.json.lock").exists()
    with sole_writer(target):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_writer_that_waits_gets_its_turn(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    holder = hold(target, 0.3)
    with sole_writer(target, wait=30):
        assert str(os.getpid()) in (tmp_path / ".plan.json.lock").read_text()
    holder.wait()


def test_a_lock_file_without_an_owner_text_still_locks(tmp_path: Path) -> None:
    lock = tmp_path / ".plan.json.lock"
    handle = os.open(lock, os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(RoadmapError, match="Another command"), sole_writer(tmp_path / "plan.json"):
        pytest.fail("two writers")
    os.close(handle)


def test_a_lock_whose_file_was_just_removed_is_taken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = fcntl.flock
    removed: list[bool] = []

    def lose_the_name_once(handle: int, operation: int) -> None:
        real(handle, operation)
        if not removed:
            removed.append(True)
            (tmp_path / ".plan.json.lock").unlink()  # as the last owner does on leaving

    monkeypatch.setattr(fcntl, "flock", lose_the_name_once)
    with sole_writer(tmp_path / "plan.json", wait=5):
        assert (tmp_path / ".plan.json.lock").exists()


def test_a_file_system_without_locks_is_written_without_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(_handle: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", unsupported)
    with sole_writer(tmp_path / "plan.json"):
        pass


def test_a_device_is_nobodys(tmp_path: Path) -> None:
    with sole_writer(Path("/dev/null")):
        assert not Path("/dev/.null.lock").exists()


def test_a_folder_that_is_missing_or_closed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RoadmapError, match="does not exist"), sole_writer(tmp_path / "no" / "plan.json"):
        pytest.fail("locked nothing")

    def refuse(*_arguments: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", refuse)
    with (
        pytest.raises(RoadmapError, match=re.escape("you have no permission")),
        sole_writer(tmp_path / "plan.json"),
    ):
        pytest.fail("locked nothing")


def test_a_disk_that_is_full_under_the_lock_blames_the_file_and_not_standard_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("roadmap.outputs.writing.locks.write_all", full)
    with (
        pytest.raises(RoadmapError, match=r"plan\.json was not written: No space left on device"),
        sole_writer(tmp_path / "plan.json"),
    ):
        pytest.fail("locked nothing")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("make", ["file", "link", "folder", "pipe"])
def test_what_is_no_lock_of_ours_is_left_as_it_is(tmp_path: Path, make: str) -> None:
    lock, kept = tmp_path / ".plan.json.lock", tmp_path / "kept.txt"
    kept.write_text("mine")
    if make == "file":
        lock.write_text("mine")
    elif make == "link":
        lock.symlink_to(kept)
    elif make == "folder":
        lock.mkdir()
    else:
        os.mkfifo(lock)
    with pytest.raises(RoadmapError, match="is not a lock file of roadmap"), sole_writer(tmp_path / "plan.json"):
        pytest.fail("locked nothing")
    assert kept.read_text() == "mine"
    assert make != "file" or lock.read_text() == "mine"
    assert lock.is_symlink() or lock.exists()


def test_a_name_as_long_as_can_be_is_locked_too(tmp_path: Path) -> None:
    with sole_writer(tmp_path / ("x" * 255)):
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []
